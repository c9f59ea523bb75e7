Map { background-color: #fff; }
#line {
  marker-type: arrow;
  marker-fill: #c60;
  marker-placement: line;
}
