Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#street {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-placement: line;
  text-halo-radius: 2;
  text-halo-fill: #fd4;
}
