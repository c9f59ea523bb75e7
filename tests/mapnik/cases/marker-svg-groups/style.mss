Map { background-color: #fff; }
#point {
  marker-file: url(ring.svg);
}
