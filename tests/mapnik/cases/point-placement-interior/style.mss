Map { background-color: #fff; }
#area {
  point-file: url(gem.png);
  point-placement: interior;
}
