Map { background-color: #fff; }
#line {
  line-color: #888;
  [zoom = 13] { line-color: #0c0; }
  [zoom = 14] { line-color: #c00; }
  [zoom = 15] { line-color: #00c; }
}
