Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  marker-fill: #c00;
  marker-width: 4;
  marker-ignore-placement: true;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-horizontal-alignment: middle;
}
