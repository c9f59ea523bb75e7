Map { background-color: #fff; }
#crowd {
  marker-fill: #c60;
  marker-width: 26;
  marker-allow-overlap: true;
}
