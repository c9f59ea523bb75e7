Map { background-color: #dcb; }
#area {
  polygon-fill: #a0c0f0;
  polygon-comp-op: darken;
}
