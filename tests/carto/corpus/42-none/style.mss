#a { line-width: 1; line-dasharray: none; marker-file: none; marker-width: 2; text-name: none; text-face-name: 'x'; }
