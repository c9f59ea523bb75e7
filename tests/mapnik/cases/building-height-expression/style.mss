Map { background-color: #fff; }
#area {
  building-fill: #9ac;
  building-height: [height] * 1.5;
}
