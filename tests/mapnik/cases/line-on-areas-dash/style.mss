Map { background-color: #fff; }
#area {
  line-color: #636;
  line-width: 3;
  line-dasharray: 9, 4;
  line-cap: round;
}
