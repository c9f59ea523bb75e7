Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [angle != null] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
