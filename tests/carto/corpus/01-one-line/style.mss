#a { line-width: 2; line-color: #f00; }
