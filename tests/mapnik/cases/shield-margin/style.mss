Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#crowd {
  shield-name: "[rank]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #fff;
  shield-file: url(plate.png);
  shield-margin: 14;
}
