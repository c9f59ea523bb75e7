Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  shield-name: "[ref]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #a22;
  shield-file: url(plate.png);
  shield-text-dx: 6;
  shield-text-dy: 5;
}
