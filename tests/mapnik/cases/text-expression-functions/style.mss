Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[rank] * 10 + pow([rank], 2)";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
