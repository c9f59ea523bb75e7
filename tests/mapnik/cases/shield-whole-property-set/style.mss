Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#crowd {
  shield-name: "[name]";
  shield-face-name: "Noto Sans Bold";
  shield-size: 11;
  shield-fill: #123;
  shield-file: url(gem.png);
  shield-unlock-image: true;
  shield-dy: 8;
  shield-placement-type: simple;
  shield-placements: "N,S,E,W";
  shield-wrap-width: 45;
  shield-line-spacing: -1.65;
  shield-margin: 7;
  shield-halo-radius: 1;
  shield-halo-fill: rgba(255, 255, 255, 0.6);
}
