Map { background-color: #fff; }
#point {
  marker-fill: #c60;
  marker-width: 14;
}
#crowd {
  marker-fill: #06c;
  marker-width: 14;
}
