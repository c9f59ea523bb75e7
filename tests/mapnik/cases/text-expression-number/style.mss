Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#area {
  text-name: "[id]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
