Map { background-color: #9cd; }
#line {
  line-color: #e9b050;
  line-width: 12;
  line-comp-op: multiply;
}
