#a { line-width: 1; [zoom<5] { line-color: red; } [zoom>=12] { line-color: blue; } }
