Map { background-color: #fff; }
#line {
  line-pattern-file: url(dash.svg);
  line-pattern-transform: scale(1.6, 1.2);
}
