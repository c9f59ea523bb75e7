Map { background-color: #fff; }
#point {
  marker-file: url(gradient.svg);
}
