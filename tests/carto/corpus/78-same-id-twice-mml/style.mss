#a { line-width: 1; }
#a::over { line-width: 2; }
