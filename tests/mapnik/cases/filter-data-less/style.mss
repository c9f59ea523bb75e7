Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [size < 14] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
