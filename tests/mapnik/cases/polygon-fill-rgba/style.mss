Map { background-color: #fff; }
#area {
  polygon-fill: rgba(200, 60, 40, 0.5);
}
