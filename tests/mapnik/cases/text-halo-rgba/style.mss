Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 16;
  text-fill: #234;
  text-halo-radius: 3;
  text-halo-fill: rgba(255, 80, 0, 0.4);
}
