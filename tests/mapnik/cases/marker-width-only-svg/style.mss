Map { background-color: #fff; }
#point {
  marker-file: url(arrow.svg);
  marker-width: 30;
}
