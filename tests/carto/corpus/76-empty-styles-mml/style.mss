#a[x=1] { comp-op: src-over; }
#b { [x=1] { image-filters-inflate: true; } }
#c { opacity: 1; [zoom>5] { opacity: 1; } [zoom>7] { comp-op: src-over; } }
