Map { background-color: #fff; }
#line {
  line-pattern-file: url(dash.png);
  line-pattern-geometry-transform: translate(5, 9);
}
