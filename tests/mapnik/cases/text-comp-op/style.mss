Map { font-directory: url("../../../../styles/fonts"); background-color: #9cf; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 20;
  text-fill: #fa6;
  text-comp-op: multiply;
}
