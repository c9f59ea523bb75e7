Map { background-color: #fff; }
#point {
  marker-file: url(gem.png);
  marker-transform: rotate(20), scale(1.5);
}
