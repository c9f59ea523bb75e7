Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [color != "#2040c0"] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
