Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-simplify: 4;
  line-simplify-algorithm: radial-distance;
  line-smooth: 0.5;
}
