#a { [t='a & b'] { line-width: 1; } [t="<x>"] { line-width: 2; } [n>=3][n<=7] { line-width: 3; } [t =~ '.*'] { line-width: 4; } [x=null] { line-width: 5; } }
