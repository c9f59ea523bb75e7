Map { background-color: #fff; }
#crowd {
  point-file: url(plate.png);
  point-ignore-placement: true;
  marker-fill: #c60;
}
