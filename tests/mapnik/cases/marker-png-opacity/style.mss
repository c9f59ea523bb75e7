Map { background-color: #fff; }
#point {
  marker-file: url(gem.png);
  marker-opacity: 0.5;
}
