Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  shield-name: "[ref]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #fff;
  shield-file: url(plate.png);
  shield-opacity: 0.5;
}
