Map { background-color: #fff; }
#point {
  dot-fill: #c00;
}
