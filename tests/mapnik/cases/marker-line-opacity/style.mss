Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: 18;
  marker-line-color: #036;
  marker-line-width: 5;
  marker-line-opacity: 0.4;
}
