Map { background-color: #fff; }
#line {
  line-color: #888;
  [kind = "road"] {
    line-color: #c00;
    [layer >= 1] { line-width: 5; }
  }
  [kind = "river"] { line-color: #06c; line-width: 3; }
  [name = "Ring"] { line-dasharray: 4, 2; }
}
