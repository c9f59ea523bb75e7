#a { line-width: 2; polygon-fill: red; }
#a[x=1] { line: none; }
#b { line: auto; marker: auto; text: none; text-name: [n]; text-face-name: 'x'; }
#b[y=1] { polygon: auto; }
