Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#label {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-font-feature-settings: 'smcp', 'liga=0';
}
