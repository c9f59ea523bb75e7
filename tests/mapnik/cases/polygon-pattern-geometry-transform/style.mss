Map { background-color: #fff; }
#area {
  polygon-pattern-file: url(hatch.png);
  polygon-pattern-geometry-transform: translate(6, 9);
}
