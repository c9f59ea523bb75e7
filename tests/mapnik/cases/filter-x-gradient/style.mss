Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
  image-filters: x-gradient();
}
