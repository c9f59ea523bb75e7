Map { background-color: #fff; }
#area {
  polygon-fill: #ccc;
  [height > 8] { polygon-fill: #06c; }
  [ratio < 1] { polygon-fill: #c60; }
  [below = -2] { polygon-fill: #090; }
  [flag = false] { polygon-fill: #909; }
}
