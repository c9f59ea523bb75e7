#a::z { line-width: 1; }
#a { polygon-fill: red; }
#a::b { line-width: 2; }
#a::z { line-color: blue; }
.c::b { line-cap: round; }
