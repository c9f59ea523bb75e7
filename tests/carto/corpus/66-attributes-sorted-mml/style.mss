#a { line-width: 1; line-color: red; line-cap: round; line-opacity: 0.5; }
