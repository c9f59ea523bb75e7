Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-geometry-transform: translate(12, -7);
}
