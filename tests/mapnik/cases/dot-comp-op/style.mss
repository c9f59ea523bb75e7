Map { background-color: #fd9; }
#crowd {
  dot-fill: #6cf;
  dot-width: 26;
  dot-comp-op: multiply;
}
