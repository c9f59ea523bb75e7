Map { background-color: transparent; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
  opacity: 0.7;
}
#line {
  line-color: #c00;
  line-width: 9;
  comp-op: src-atop;
}
