Map { background-color: #a98; }
#area {
  polygon-fill: #a0c0f0;
  polygon-comp-op: soft-light;
}
