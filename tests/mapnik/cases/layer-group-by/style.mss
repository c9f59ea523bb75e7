Map { background-color: #fff; }
#line {
  ::case {
    line-color: #444;
    line-width: 12;
  }
  ::fill {
    line-color: #fd8;
    line-width: 8;
    [kind = "rail"] { line-color: #8df; }
  }
}
