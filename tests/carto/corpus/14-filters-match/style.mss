#a { [t =~ '^a.*b$'] { line-width: 1; } [t=~".*x"] { line-width: 2; } }
