Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-simplify: 40;
  polygon-simplify-algorithm: visvalingam-whyatt;
}
