Map { background-color: #fff; }
#line {
  line-pattern-file: url(dash.svg);
}
