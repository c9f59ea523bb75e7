Map { background-color: #fff; }
#point {
  marker-file: url(ring.svg);
  marker-line-color: #a0a;
  marker-line-width: 3;
}
