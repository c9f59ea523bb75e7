Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 4;
  line-geometry-transform: scale(0.8, 0.9), skewX(10);
}
