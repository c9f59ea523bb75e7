Map { background-color: #fff; }
#area { polygon-fill: #9c9; }
#line { line-color: #c00; line-width: 3; }
