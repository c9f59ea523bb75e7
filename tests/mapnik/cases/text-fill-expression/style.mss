Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #080;
  [kind = "city"] {
    text-fill: rgba(0, 0, 180, 0.5);
  }
}
