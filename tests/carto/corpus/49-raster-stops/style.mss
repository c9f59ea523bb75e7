#a { raster-opacity: 1; raster-colorizer-default-mode: linear; raster-colorizer-stops: stop(0,#fff) stop(100,rgba(1,2,3,0.5),exact) stop(200); }
