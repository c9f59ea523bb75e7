Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#crowd {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-margin: 12;
}
