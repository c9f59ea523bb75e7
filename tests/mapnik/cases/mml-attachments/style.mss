Map { background-color: #fff; }
#line { ::case { line-color: #444; line-width: 10; } ::fill { line-color: #fd8; line-width: 6; opacity: 0.7; } }
