Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#street {
  line-width: 1;
  line-color: #bbb;
  text-name: "[ref] + ' ' + [ref]";
  text-face-name: "Noto Sans Regular";
  text-size: 10;
  text-fill: #234;
  text-placement: line;
  text-avoid-edges: true;
  text-spacing: 60;
}
