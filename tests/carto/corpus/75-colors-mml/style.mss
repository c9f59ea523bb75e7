@c: hsl(20,60%,40%);
#a { line-color: lighten(@c,5%); polygon-fill: mix(@c,rgba(0,0,0,0.3),70%); dot-fill: hsluv(20,60%,40%); }
#b { line-color: @c + #111; polygon-fill: fadeout(@c,25%); }
