Map { background-color: #fff; }
#line {
  line-pattern-file: url(dash.png);
  line-pattern-clip: false;
}
