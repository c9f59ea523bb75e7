#a { line-width: 1; [zoom>=10] { line-width: 2; } [zoom>=12] { line-width: 3; [k=1] { line-color: red; } } [zoom>=14] { line-cap: round; } }
