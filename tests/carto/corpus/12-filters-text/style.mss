#a { [t='x'] { line-width: 1; } [t!='y'] { line-width: 2; } ["quoted key"='it is'] { line-width: 3; } ['single'="double"] { line-width: 4; } }
