#a { line-width: 1; }
#a[x=1] { line-width: 2; }
#a[y=1] { line-color: red; }
#a[x=1][y=1] { line-cap: round; }
#a[z!=0] { line-opacity: 0.5; }
