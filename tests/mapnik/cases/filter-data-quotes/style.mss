Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [name = "Jay's “Nest”"] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
