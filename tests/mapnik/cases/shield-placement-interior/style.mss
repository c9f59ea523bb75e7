Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#area {
  shield-name: "[name]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #fff;
  shield-file: url(plate.png);
  shield-placement: interior;
}
