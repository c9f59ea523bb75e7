Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 4;
  line-gamma-method: threshold;
  line-gamma: 0.5;
}
