Map { background-color: #fff; }
#area {
  polygon-pattern-file: url(hatch.png);
  polygon-pattern-gamma: 0.3;
}
