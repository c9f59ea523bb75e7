Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#edge {
  shield-name: "[id]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #fff;
  shield-file: url(plate.png);
  shield-min-padding: 20;
}
