Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[name].replace('(\\w+) (\\w+)', '$2 $1')";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
