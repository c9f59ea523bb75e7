Map { background-color: #fff; }
#point {
  point-file: url(gem.png);
}
