#a { line-cap: butt; line-join: bevel; line-rasterizer: fast; text-name: [n]; text-face-name: Arial; text-placement: line; text-transform: uppercase; }
