Map { background-color: #fff; }
#area {
  polygon-fill: #5a8f6a;
  line-color: #213;
  line-width: 2;
  image-filters: scale-hsla(0,1,0,1,0.2,1,0,1);
}
