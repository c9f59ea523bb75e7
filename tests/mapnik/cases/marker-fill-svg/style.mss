Map { background-color: #fff; }
#point {
  marker-file: url(pin.svg);
  marker-fill: #06a;
}
