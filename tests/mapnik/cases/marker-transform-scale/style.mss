Map { background-color: #fff; }
#point {
  marker-file: url(pin.svg);
  marker-transform: scale(0.75);
}
