#a { text-name: [n]; text-face-name: 'A', 'B'; }
#b { text-name: [n]; text-face-name: 'A', 'B'; shield-file: url(x); shield-name: 'x'; shield-face-name: 'C', 'A'; }
