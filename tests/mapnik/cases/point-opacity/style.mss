Map { background-color: #fff; }
#point {
  point-file: url(gem.png);
  point-opacity: 0.4;
}
