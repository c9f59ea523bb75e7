Map { background-color: #fff; }
#area {
  marker-fill: #c60;
  marker-placement: interior;
}
