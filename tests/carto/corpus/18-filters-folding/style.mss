#a { line-width: 1; [n>1] { [n>3] { line-width: 2; } [n<1] { line-width: 3; } } [n=5] { line-width: 4; [n>2] { line-color: red; } [n!=5] { line-color: blue; } } }
