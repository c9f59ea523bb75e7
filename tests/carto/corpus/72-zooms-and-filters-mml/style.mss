#a { [zoom>=4] { line-width: 1; [t='x'] { line-width: 2; [zoom>=8] { line-width: 3; } } } [zoom>=6][t!='x'] { line-color: red; } [zoom=25] { line-width: 25; } }
