Map { background-color: #fff; }
#line {
  marker-fill: #c60;
  marker-width: 12;
  marker-height: 5;
  marker-placement: line;
}
