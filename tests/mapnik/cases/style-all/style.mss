Map { background-color: #fff; }
* { line-color: #060; }
#area { line-width: 3; }
