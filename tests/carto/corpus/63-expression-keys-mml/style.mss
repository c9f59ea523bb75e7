#a { [[n] % 2 = 0] { line-width: 1; } ['n'=3] { line-width: 2; } [[a]=[b]] { line-width: 3; } }
