Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: [size];
  text-fill: #234;
}
