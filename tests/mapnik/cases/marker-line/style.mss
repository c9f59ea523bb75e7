Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: 16;
  marker-line-color: #036;
  marker-line-width: 4;
}
