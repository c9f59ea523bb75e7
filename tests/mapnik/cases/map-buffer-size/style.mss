Map { background-color: #fff; buffer-size: 64; }
#line {
  line-color: #c00;
  line-width: 3;
  marker-fill: #06c;
  marker-placement: line;
  marker-spacing: 40;
}
#edge {
  marker-fill: #080;
  marker-width: 20;
}
