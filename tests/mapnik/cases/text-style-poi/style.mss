Map { font-directory: url("../../../../styles/fonts"); background-color: #d8e4c8; }
#crowd {
  marker-fill: #734a08;
  marker-width: 8;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 9;
  text-fill: #234;
  text-halo-radius: 1.5;
  text-halo-fill: rgba(255, 255, 255, 0.6);
  text-halo-rasterizer: fast;
  text-dy: 8;
  text-wrap-width: 50;
  text-line-spacing: -1;
}
