#a { line-width: .5; line-offset: -.25; line-opacity: 1e-1; polygon-gamma: 00.50; line-miterlimit: 1.0000001; line-simplify: 123456789.125; marker-width: 0.1234567; }
