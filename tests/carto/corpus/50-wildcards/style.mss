* { line-width: 1; }
[x=1] { polygon-fill: red; }
[zoom>=5] { polygon-opacity: 0.5; }
::glow { line-color: yellow; }
Map #a { line-width: 3; }
