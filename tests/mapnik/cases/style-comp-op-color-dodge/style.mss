Map { background-color: #9bd; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
}
#line {
  line-color: rgba(230, 150, 40, 0.9);
  line-width: 9;
  comp-op: color-dodge;
}
