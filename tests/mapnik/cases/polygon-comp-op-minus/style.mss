Map { background-color: #eda; }
#area {
  polygon-fill: #304050;
  polygon-comp-op: minus;
}
