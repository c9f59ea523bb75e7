Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-geometry-transform: rotate(15, 128, 128), scale(0.8);
}
