Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 4;
  line-clip: false;
  line-dasharray: 14, 6;
}
