Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#label {
  text-name: "[name]";
  text-face-name: "Noto Sans CJK SC Regular", "Noto Sans Arabic Bold", "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
