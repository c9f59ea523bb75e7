Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-gamma: 0.6;line-width: 1.5;
  line-color: #333;
}
