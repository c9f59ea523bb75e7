Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-simplify: 8;
  line-simplify-algorithm: zhao-saalfeld;
}
