Map { background-color: #fff; }
#area {
  marker-fill: #c60;
  marker-width: 14;
  marker-multi-policy: largest;
}
