Map { font-directory: url("../../../../styles/fonts"); background-color: #9cf; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 16;
  text-fill: #234;
  text-halo-radius: 3;
  text-halo-fill: #fa6;
  text-halo-comp-op: multiply;
}
