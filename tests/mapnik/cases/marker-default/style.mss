Map { background-color: #fff; }
#point {
  marker-fill: #c60;
}
