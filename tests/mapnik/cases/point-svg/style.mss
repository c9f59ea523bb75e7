Map { background-color: #fff; }
#point {
  point-file: url(pin.svg);
}
