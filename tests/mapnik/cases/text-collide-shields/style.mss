Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#street {
  shield-name: "[ref]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 9;
  shield-fill: #fff;
  shield-placement: line;
  shield-spacing: 80;
  shield-file: url(plate.png);
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 11;
  text-placement: line;
}
#crowd {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 9;
  text-fill: #234;
}
