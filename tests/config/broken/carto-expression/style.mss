@sea: #9cf;
Map { background-color: #fff; }
#water { polygon-fill: @sea; }
#place {
  text-name: "[name";
  text-face-name: "Noto Sans Regular";
}
