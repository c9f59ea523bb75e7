@f: 'A', 'B'; @g: 'C';
#a { text-name: [n]; text-face-name: @f; }
#b { text-name: [n]; text-face-name: @g, 'D'; shield-name: 'x'; shield-file: url(a.svg); shield-face-name: @f; }
