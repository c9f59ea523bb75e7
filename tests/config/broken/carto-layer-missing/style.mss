@sea: #9cf;
Map { background-color: #fff; }
#water { polygon-fill: @sea; }
#roads { line-width: 2; line-color: #c00; }
