Map { background-color: #fff; }
#area {
  marker-file: url(arrow.svg);
  marker-placement: vertex-first;
}
