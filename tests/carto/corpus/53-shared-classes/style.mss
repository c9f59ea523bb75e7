.x { line-width: 1; [k=1] { line-color: red; } [k=2] { line-color: blue; } }
.x[k!=3] { line-cap: round; }
#a[m=1] { line-opacity: 0.5; }
#b { polygon-fill: red; [k=1] { polygon-opacity: 0.1; } }
