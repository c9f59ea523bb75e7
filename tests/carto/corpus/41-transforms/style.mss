#a { marker-transform: rotate(45, 0, 0); marker-width: 4; polygon-geometry-transform: translate(2,3) rotate(10,1,1); }
#b { marker-transform: 'rotate([a])'; marker-width: 4; line-geometry-transform: "scale(2)"; line-width: 1; }
