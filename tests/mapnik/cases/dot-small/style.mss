Map { background-color: #fff; }
#point {
  dot-fill: #c00;
  dot-width: 3;
}
