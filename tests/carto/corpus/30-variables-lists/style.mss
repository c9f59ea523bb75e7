@fonts: 'DejaVu Sans Book', 'Unifont Medium'; @dash: 4,2;
#a { text-name: [n]; text-face-name: @fonts; line-dasharray: @dash; }
