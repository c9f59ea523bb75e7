Map { background-color: rgba(1,2,3,0.5); buffer-size: 256; }
#a { line-width: 1; }
