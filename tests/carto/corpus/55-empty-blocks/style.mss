#a { [x=1] { } line-width: 1; }
#b { }
