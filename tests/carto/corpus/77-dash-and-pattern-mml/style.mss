#a { line-pattern-file: url(x.png); line-pattern-dasharray: 1,2; line-pattern-type: repeat; line-dasharray: 3, 4, 5; line-width: 1; }
