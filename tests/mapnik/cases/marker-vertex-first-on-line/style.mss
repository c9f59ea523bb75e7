Map { background-color: #fff; }
#line {
  marker-file: url(arrow.svg);
  marker-placement: vertex-first;
}
