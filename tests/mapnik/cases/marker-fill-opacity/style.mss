Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: 16;
  marker-fill-opacity: 0.4;
}
