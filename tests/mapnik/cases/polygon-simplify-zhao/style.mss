Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-simplify: 20;
  polygon-simplify-algorithm: zhao-saalfeld;
}
