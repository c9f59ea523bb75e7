Map { background-color: #fff; }
#crowd {
  marker-fill: #c60;
  marker-width: 26;
  marker-ignore-placement: true;
  b/marker-width: 6;
  b/marker-fill: #036;
}
