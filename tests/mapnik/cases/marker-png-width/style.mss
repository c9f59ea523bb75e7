Map { background-color: #fff; }
#point {
  marker-file: url(gem.png);
  marker-width: 20;
}
