Map { background-color: #fff; }
#point {
  marker-type: arrow;
  marker-fill: #c60;
}
