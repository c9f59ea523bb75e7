Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: 20;
}
