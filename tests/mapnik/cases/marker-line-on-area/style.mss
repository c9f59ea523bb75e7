Map { background-color: #fff; }
#area {
  marker-file: url(arrow.svg);
  marker-placement: line;
  marker-spacing: 40;
}
