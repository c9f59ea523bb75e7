Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#line {
  line-width: 1;
  line-color: #bbb;
  text-name: "[name]";
  text-face-name: "Noto Sans Italic";
  text-size: 10;
  text-fill: #36a;
  text-placement: line;
  text-dy: 6;
  text-character-spacing: 1;
}
