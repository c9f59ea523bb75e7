Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#label {
  shield-name: "[script]";
  shield-face-name: "Noto Sans Bold", "Noto Sans CJK SC Bold", "Noto Sans Arabic Bold";
  shield-size: 10;
  shield-fill: #222;
  shield-file: url(plate.png);
  shield-unlock-image: true;
}
