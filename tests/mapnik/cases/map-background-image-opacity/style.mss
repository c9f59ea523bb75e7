Map { background-color: #fc8; background-image: url(paper.png); background-image-opacity: 0.5; background-image-comp-op: multiply; }
#line {
  line-color: #c00;
}
