Map { background-color: #fff; }
#area {
  line-color: #2a4a7a;
  line-width: 4;
}
