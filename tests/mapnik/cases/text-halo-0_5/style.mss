Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 16;
  text-fill: #234;
  text-halo-radius: 0.5;
  text-halo-fill: #f00;
}
