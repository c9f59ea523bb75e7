Map { background-color: #fea; }
#crowd {
  marker-fill: #5ad;
  marker-width: 30;
  marker-allow-overlap: true;
  marker-comp-op: multiply;
}
