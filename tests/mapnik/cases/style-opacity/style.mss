Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
}
#line {
  line-color: #c00;
  line-width: 8;
  opacity: 0.4;
}
