Map { background-color: #fff; }
#line {
  line-color: #999;
  line-width: 1;
  b/line-color: #c33;
  b/line-width: 1.5;
  b/line-offset: -3;
}
