Map { background-color: #fff; }
#edge {
  marker-fill: #c60;
  marker-width: 16;
}
