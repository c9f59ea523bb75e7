Map { background-color: #fff; }
#point {
  marker-file: url(ring.svg);
  [kind = "village"] { marker-file: url(pin.svg); }
}
