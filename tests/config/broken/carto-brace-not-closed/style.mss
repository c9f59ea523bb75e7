@sea: #9cf;
Map { background-color: #fff; }
#water { polygon-fill: @sea; }
#road[zoom>=12] {
  line-width: 2;
  line-color: #c00;

#place { text-name: "[name]"; text-face-name: "Noto Sans Regular"; }
