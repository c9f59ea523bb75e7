#a { line-width: 1; line-dasharray: none; marker-width: 3; marker-file: none; }
