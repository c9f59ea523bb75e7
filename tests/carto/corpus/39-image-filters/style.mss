#a { polygon-fill: red; image-filters: agg-stack-blur(2,3), invert(); image-filters-inflate: true; }
#b { polygon-fill: red; image-filters: scale-hsla(0,1,0,1,0,1,0,1); direct-image-filters: gray, color-to-alpha(red); }
#c { polygon-fill: red; image-filters: none; opacity: 0.5; comp-op: multiply; }
#d { polygon-fill: red; opacity: 1; comp-op: src-over; image-filters: colorize-alpha(red, blue, #fff); }
