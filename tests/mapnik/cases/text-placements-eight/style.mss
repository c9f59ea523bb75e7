Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#crowd {
  marker-fill: #c00;
  marker-width: 4;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-placement-type: simple;
  text-placements: "S,N,E,W,NE,SE,NW,SW";
  text-dy: 6;
  text-dx: 6;
}
