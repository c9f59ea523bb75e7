Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-geometry-transform: translate(14, 6);
}
