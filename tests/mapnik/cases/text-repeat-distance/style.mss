Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#crowd {
  text-name: "[kind]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-repeat-distance: 70;
}
