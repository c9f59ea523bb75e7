Map { background-color: #fff; }
#area {
  line-color: #c33;
  line-width: 3;
  line-offset: 4;
  b/line-width: 0.5;
  b/line-color: #000;
}
