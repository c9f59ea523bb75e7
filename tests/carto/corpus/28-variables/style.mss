@a: #ff0000; @b: @a; @w: 2; @wide: @w * 3 + 1;
#a { line-color: @b; line-width: @wide; polygon-fill: lighten(@a, 20%); }
