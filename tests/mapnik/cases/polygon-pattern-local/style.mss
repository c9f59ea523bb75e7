Map { background-color: #fff; }
#area {
  polygon-pattern-file: url(hatch.png);
  polygon-pattern-alignment: local;
}
