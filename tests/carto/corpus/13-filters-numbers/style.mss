#a { [n=1] { line-width: 1; } [n!=2] { line-width: 2; } [n<3] { line-width: 3; } [n<=4.5] { line-width: 4; } [n>-5] { line-width: 5; } [n>=6e2] { line-width: 6; } }
