Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#area {
  polygon-fill: #eef;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 9;
  text-fill: #234;
  text-placement: line;
}
