@c: #3a7bd5;
#a { line-color: lighten(@c,10%); polygon-fill: darken(@c,10%); }
#b { line-color: saturate(@c,20%); polygon-fill: desaturate(@c,20%); }
#c { line-color: fadeout(@c,30%); polygon-fill: fadein(rgba(1,2,3,0.2),30%); }
#d { line-color: spin(@c,40); polygon-fill: spin(@c,-300); }
#e { line-color: mix(@c,#fff,30%); polygon-fill: greyscale(@c); }
#f { line-width: hue(@c); polygon-opacity: alpha(rgba(1,2,3,0.25)); line-offset: lightness(@c); line-simplify: saturation(@c); }
