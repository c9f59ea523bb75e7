Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#line {
  line-width: 1;
  line-color: #bbb;
  text-name: "[name]";
  text-face-name: "Noto Sans Regular";
  text-size: 12;
  text-fill: #234;
  text-placement: interior;
}
