#a { raster-colorizer-stops: stop(0,#fff) stop(100,rgba(1,2,3,0.5),exact); raster-scaling: lanczos; }
