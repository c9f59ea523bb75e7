Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  shield-name: "[name]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #222;
  shield-file: url(gem.png);
  shield-unlock-image: true;
  shield-horizontal-alignment: right;
}
