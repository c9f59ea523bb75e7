Map { background-color: #fff; background-image: url(paper.png); }
#line {
  line-color: #c00;
}
