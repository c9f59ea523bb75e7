Map { background-color: #fff; }
#point {
  marker-fill: #ccc;
  marker-width: 8;
  [name = "Groß Gera"] {
    marker-fill: #c00;
    marker-width: 16;
  }
}
