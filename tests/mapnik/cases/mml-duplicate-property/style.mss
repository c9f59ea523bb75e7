Map { background-color: #fff; }
#line { line-color: #c00; line-width: 2; line-color: #00c; line-width: 8; }
