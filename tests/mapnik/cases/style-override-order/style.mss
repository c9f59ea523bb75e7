Map { background-color: #fff; }
#line[kind = "road"] { line-color: #c00; line-width: 6; }
#line { line-color: #00c; line-width: 2; }
#line[kind = "road"][layer = 1] { line-color: #0a0; }
