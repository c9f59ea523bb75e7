Map { background-color: #fff; }
#line {
  line-color: #c00;
  line-width: 6;
}
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
}
