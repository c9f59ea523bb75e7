#a { polygon-fill: red; image-filters: agg-stack-blur(2,2), gray; }
#a[x=1] { image-filters: agg-stack-blur(2,2); opacity: 0.4; comp-op: multiply; }
