Map { background-color: #fff; }
#line {
  marker-file: url(arrow.svg);
  marker-placement: line;
  marker-spacing: 40;
  marker-direction: left-only;
}
