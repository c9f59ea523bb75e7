Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#street {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 10;
  text-fill: #a00;
  text-placement: line;
}
#crowd {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 9;
  text-fill: #234;
}
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 9;
  text-fill: #080;
}
