Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-gamma-method: linear;
  polygon-gamma: 0.4;
}
