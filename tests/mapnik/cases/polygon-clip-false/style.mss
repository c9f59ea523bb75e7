Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  polygon-clip: false;
}
