Map { background-color: #fff; }
#line {
  line-color: #c00;
}
#nothing {
  line-color: #0c0;
}
