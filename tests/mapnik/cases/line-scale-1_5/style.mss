Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 3;
  line-cap: round;
}
