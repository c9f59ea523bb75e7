Map { background-color: #fff; }
#line {
  line-pattern-file: url(dash.png);
  line-pattern-opacity: 0.4;
}
