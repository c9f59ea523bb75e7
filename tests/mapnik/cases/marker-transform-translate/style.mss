Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-transform: translate(6, -9);
}
