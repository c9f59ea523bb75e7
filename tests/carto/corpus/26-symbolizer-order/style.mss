#a { text-name: [name]; text-face-name: 'DejaVu Sans Book'; polygon-fill: red; line-width: 1; marker-width: 3; text-size: 12; }
