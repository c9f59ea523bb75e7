Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#label {
  text-name: "[name]";
  text-face-name: "Noto Sans CJK SC Regular", "Noto Sans Arabic Regular", "Noto Sans Thai Regular";
  text-size: 12;
  text-fill: #234;
  text-wrap-width: 30;
}
