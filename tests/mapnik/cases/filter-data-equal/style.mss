Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [kind = "town"] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
