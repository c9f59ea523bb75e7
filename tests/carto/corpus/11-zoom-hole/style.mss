#a { [zoom>=4] { line-width: 1; } [zoom>=8][zoom<=10] { line-color: red; } [zoom<=6] { line-width: 7; } }
