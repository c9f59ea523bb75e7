Map { background-color: #fff; }
#crowd {
  dot-fill: #06c;
  dot-width: 22;
  dot-opacity: 0.4;
}
