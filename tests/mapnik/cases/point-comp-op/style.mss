Map { background-color: #964; }
#point {
  point-file: url(plate.png);
  point-comp-op: screen;
}
