@m: 7.6;
#a { raster-mesh-size: @m; raster-opacity: 1; line-width: @m; }
