Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#crowd {
  shield-name: "[name]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 10;
  shield-fill: #222;
  shield-file: url(gem.png);
  shield-unlock-image: true;
  shield-placement-type: simple;
  shield-placements: "N,S,E,W";
  shield-dx: 8;
  shield-dy: 8;
}
