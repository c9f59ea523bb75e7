Map { background-color: #fff; }
#line {
  a/line-color: #444;
  a/line-width: 10;
  b/line-color: #fd8;
  b/line-width: 6;
}
