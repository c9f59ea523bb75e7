Map { background-color: #fff; }
#area {
  building-fill: #c96;
  building-height: 12;
}
