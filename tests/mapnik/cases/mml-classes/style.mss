Map { background-color: #fff; }
.thick { line-width: 8; }
.red { line-color: #c00; }
#line.red { line-cap: round; }
