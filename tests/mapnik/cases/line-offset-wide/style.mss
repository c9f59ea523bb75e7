Map { background-color: #fff; }
#line {
  line-color: #c33;
  line-width: 6;
  line-offset: 7;
  line-join: round;
}
