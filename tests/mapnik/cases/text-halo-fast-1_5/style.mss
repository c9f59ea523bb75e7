Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#point {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-halo-radius: 1.5;
  text-halo-fill: rgba(40, 160, 90, 0.6);
  text-halo-rasterizer: fast;
}
