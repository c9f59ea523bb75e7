Map { font-directory: url("../../../../styles/fonts"); background-color: #d8e4c8; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 10;
  text-fill: #234;
  text-halo-radius: 1.5;
  text-halo-fill: rgba(255, 255, 255, 0.6);
  text-halo-rasterizer: fast;
  text-transform: uppercase;
  text-character-spacing: 1;
  text-wrap-width: 50;
}
