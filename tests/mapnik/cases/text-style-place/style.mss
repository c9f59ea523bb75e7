Map { font-directory: url("../../../../styles/fonts"); background-color: #d8e4c8; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 13;
  text-fill: #222;
  text-halo-radius: 1.5;
  text-halo-fill: rgba(255, 255, 255, 0.6);
  text-halo-rasterizer: fast;
  text-wrap-width: 60;
  text-wrap-before: true;
  text-line-spacing: -1.5;
}
