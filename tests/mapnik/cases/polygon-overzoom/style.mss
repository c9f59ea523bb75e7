Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  line-width: 1;
  line-color: #333;
}
