#a { [a<[b]] { line-width: 1; } [a=[b]] { line-width: 2; } }
