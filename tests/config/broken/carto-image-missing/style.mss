@sea: #9cf;
Map { background-color: #fff; }
#water { polygon-fill: @sea; }
#place { marker-file: url(icons/dot.svg); }
