Map { background-color: #fff; }
#point {
  marker-file: url(arrow.svg);
  marker-transform: rotate([angle]);
  marker-allow-overlap: true;
}
