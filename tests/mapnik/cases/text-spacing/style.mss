Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#street {
  line-width: 1;
  line-color: #bbb;
  text-name: "[ref]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-placement: line;
  text-spacing: 40;
}
