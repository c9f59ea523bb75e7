Map { background-color: rgba(255, 200, 100, 0.5); }
#area {
  polygon-fill: rgba(90, 140, 100, 0.5);
}
