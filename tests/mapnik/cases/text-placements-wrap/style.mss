Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  marker-fill: #c00;
  marker-width: 4;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-wrap-width: 50;
  text-placement-type: simple;
  text-placements: "E,W,S";
  text-dx: 6;
  text-dy: 6;
}
