Map { background-color: #cde; }
#area {
  polygon-fill: #d0a070;
  polygon-opacity: 0.9;
  polygon-comp-op: multiply;
}
