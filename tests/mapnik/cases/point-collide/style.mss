Map { background-color: #fff; }
#crowd {
  point-file: url(plate.png);
}
