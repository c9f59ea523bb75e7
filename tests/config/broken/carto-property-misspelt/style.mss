@sea: #9cf;
Map { background-color: #fff; }
#water { polygon-fill: @sea; }
#road { line-width: 2; line-colour: #c00; }
