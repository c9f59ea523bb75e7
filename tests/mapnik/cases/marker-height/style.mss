Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: 8;
  marker-height: 22;
}
