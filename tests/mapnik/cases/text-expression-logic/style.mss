Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[rank] > 1 and [kind] = 'town'";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
