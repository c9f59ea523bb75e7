#a { line-width: 1; line-width: 2; }
