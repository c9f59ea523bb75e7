#a[n!=3] { line-width: 1; [n>=3] { line-width: 2; } [n<=3] { line-color: red; } }
