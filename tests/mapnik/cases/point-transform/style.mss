Map { background-color: #fff; }
#point {
  point-file: url(gem.png);
  point-transform: scale(1.5), rotate(15);
}
