#a { line-width: 1; }
.two { line-color: red; }
#b.two[zoom>=3] { line-width: 2; }
