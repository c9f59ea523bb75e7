Map { background-color: #fff; }
#line {
  line-color: #c33;
  line-width: 2;
  line-offset: -5;
  line-dasharray: 6, 4;
}
