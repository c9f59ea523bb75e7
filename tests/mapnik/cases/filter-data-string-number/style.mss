Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [rank = "1"] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
