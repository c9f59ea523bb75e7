Map { background-color: #753; }
#line {
  line-pattern-file: url(dash.png);
  line-pattern-comp-op: screen;
}
