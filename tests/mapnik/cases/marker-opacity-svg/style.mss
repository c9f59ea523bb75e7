Map { background-color: #fff; }
#point {
  marker-file: url(pin.svg);
  marker-opacity: 0.4;
}
