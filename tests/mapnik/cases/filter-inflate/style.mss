Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
  image-filters: agg-stack-blur(6,6);
  image-filters-inflate: true;
}
