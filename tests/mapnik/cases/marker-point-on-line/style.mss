Map { background-color: #fff; }
#line {
  marker-fill: #c60;
  marker-placement: point;
}
