Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; buffer-size: 128; }
#edge {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
}
#street {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-placement: line;
}
