Map { background-color: #fff; }
#area {
  polygon-pattern-file: url(hatch.png);
  polygon-pattern-opacity: 0.4;
}
