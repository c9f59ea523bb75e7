Map { background-color: #fff; }
#point {
  marker-file: url(gem.png);
}
