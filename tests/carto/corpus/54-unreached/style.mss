#a { [x=1] { line-width: 1; } line-color: red; [x=1][y=1] { line-width: 2; } [x=1] { line-cap: round; } }
