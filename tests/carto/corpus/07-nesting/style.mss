#a {
  line-width: 1;
  [kind='motorway'] { line-width: 3; [bridge=1] { line-color: red; } line-color: #123456; }
  [kind='path'][zoom>=12] { line-dasharray: 2,2; }
}
