Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 0.6;
  line-rasterizer: fast;
  line-opacity: 0.7;
}
