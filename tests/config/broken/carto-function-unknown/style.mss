@sea: #9cf;
Map { background-color: #fff; }
#water { polygon-fill: @sea; }
#road { line-width: 2; line-color: darkn(@sea, 10%); }
