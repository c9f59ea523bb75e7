Map { background-color: #eda; }
#area {
  polygon-fill: #304050;
  polygon-opacity: 0.6;
  polygon-comp-op: dst-out;
}
