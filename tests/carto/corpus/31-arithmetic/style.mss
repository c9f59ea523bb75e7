@w: 10;
#a { line-width: @w / 4; line-offset: 2 - 5; line-opacity: 0.1 + 0.2; polygon-opacity: 7 % 4 / 10; line-miterlimit: (1 + 2) * 3; text-name: [n]; text-face-name: 'x'; text-size: 10 + 50%; }
