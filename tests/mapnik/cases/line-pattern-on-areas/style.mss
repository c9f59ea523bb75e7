Map { background-color: #fff; }
#area {
  line-pattern-file: url(dash.png);
}
