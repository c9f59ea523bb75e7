Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 1;
  line-smooth: 1;
}
