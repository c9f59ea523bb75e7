Map { background-color: #fff; }
#line {
  line-color: #444;
  line-width: 10;
  ::inner {
    line-color: #fd8;
    line-width: 6;
  }
  ::top[kind = "road"] {
    line-color: #c00;
    line-width: 1;
  }
}
