Map { background-color: #fd9; }
#area {
  polygon-pattern-file: url(hatch.png);
  polygon-pattern-comp-op: multiply;
}
