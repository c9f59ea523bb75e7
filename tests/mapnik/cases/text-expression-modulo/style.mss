Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[size] % 4";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
