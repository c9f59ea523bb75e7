Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  shield-name: "[name]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #a22;
  shield-file: url(plate.png);
  shield-wrap-width: 40;
  shield-line-spacing: -2;
}
