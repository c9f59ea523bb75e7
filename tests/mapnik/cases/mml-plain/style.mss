Map { background-color: #fff; }
#line { line-color: #c00; line-width: 3; }
