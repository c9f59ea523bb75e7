Map { background-color: #fff; }
#line { line-color: #888; [zoom >= 14] { line-color: #c00; line-width: 5; [kind = "rail"] { line-color: #00c; } } [zoom >= 15] { line-color: #0c0; } }
