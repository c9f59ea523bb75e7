Map { background-color: #a98; }
#area {
  polygon-fill: #8090c0;
  polygon-comp-op: grain-merge;
}
