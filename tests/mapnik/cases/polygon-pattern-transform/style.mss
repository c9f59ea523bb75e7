Map { background-color: #fff; }
#area {
  polygon-pattern-file: url(hatch.svg);
  polygon-pattern-transform: rotate(30), scale(1.5);
}
