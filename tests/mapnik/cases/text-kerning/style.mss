Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "'AVAToToWaYo ' + [ref]";
  text-face-name: "Noto Sans Regular";
  text-size: 15;
  text-fill: #234;
}
