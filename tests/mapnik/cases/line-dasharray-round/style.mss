Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 4;
  line-dasharray: 0.1, 9;
  line-cap: round;
}
