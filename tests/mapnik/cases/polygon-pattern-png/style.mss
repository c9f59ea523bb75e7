Map { background-color: #fff; }
#area {
  polygon-pattern-file: url(hatch.png);
}
