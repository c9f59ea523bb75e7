Map { background-color: #fff; }
#line {
  line-color: #2a4a7a;
  line-width: 8;
  line-miterlimit: 1.4;
}
