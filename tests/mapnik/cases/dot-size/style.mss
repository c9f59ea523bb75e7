Map { background-color: #fff; }
#point {
  dot-fill: #06c;
  dot-width: 14;
  dot-height: 8;
}
