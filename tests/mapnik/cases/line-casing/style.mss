Map { background-color: #fff; }
#line {
  line-color: #555;
  line-width: 9;
  line-join: round;
  line-cap: round;
  ::fill {
    line-color: #fd8;
    line-width: 6;
    line-join: round;
    line-cap: round;
  }
}
