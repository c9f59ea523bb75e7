Map { font-directory: url("../../../../styles/fonts"); background-color: #d8e4c8; }
#line {
  line-width: 1;
  line-color: #bbb;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 9;
  text-fill: #234;
  text-placement: line;
  text-halo-radius: 1.5;
  text-halo-fill: rgba(255, 255, 255, 0.6);
  text-halo-rasterizer: fast;
  text-max-char-angle-delta: 25;
}
