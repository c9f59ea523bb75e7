Map { background-color: #fff; }
#area {
  building-fill: #9ac;
  building-fill-opacity: 0.5;
  building-height: 10;
}
