Map { background-color: #dfe8ff; }
#line {
  line-color: #c00;
}
