Map { background-color: #fff; }
#line {
  line-color: #a33;
}
