#a { line-width: 1; }
