Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
}
#line {
  line-color: #c00;
  line-width: 9;
  opacity: 0.5;
  comp-op: multiply;
}
