Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: [size];
  marker-height: [size] * 0.5 + 4;
}
