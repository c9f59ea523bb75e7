Map { background-color: #fff; }
#line {
  line-color: #c33;
  line-width: 9;
  line-opacity: 0.4;
}
