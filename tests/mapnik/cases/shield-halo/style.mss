Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  shield-name: "[ref]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 13;
  shield-fill: #234;
  shield-file: url(plate.png);
  shield-halo-radius: 2;
  shield-halo-fill: #fe8;
}
