Map { background-color: #fff; }
#line {
  line-color: #888;
  [zoom >= 14] { line-color: #c00; }
  [zoom > 14] { line-width: 4; }
  [zoom = 12] { line-width: 8; }
  [zoom < 13] { line-dasharray: 6, 3; }
  [zoom != 14] { line-cap: round; }
}
