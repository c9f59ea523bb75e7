Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-gamma-method: power;
  polygon-gamma: 0.75;
}
