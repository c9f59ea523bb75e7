Map { background-color: #fff; }
#edge {
  marker-fill: #c60;
  marker-width: 14;
  marker-multi-policy: whole;
}
