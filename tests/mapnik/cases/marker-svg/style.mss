Map { background-color: #fff; }
#point {
  marker-file: url(pin.svg);
}
