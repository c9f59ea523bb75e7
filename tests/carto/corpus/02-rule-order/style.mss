/* the later block is stronger */
#a { line-width: 1; polygon-fill: red; }
#a { line-width: 2; }
