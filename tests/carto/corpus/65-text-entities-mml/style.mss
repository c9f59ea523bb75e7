#a { text-name: "'a & b'"; text-face-name: 'A & B'; }
#b { text-name: [x] + '<&>'; text-face-name: 'A B', 'C'; }
