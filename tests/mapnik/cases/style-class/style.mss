Map { background-color: #fff; }
#line.thick { line-color: #c00; line-width: 6; }
#line.thin { line-color: #00c; line-width: 1; }
.thick { line-dasharray: 14, 4; }
