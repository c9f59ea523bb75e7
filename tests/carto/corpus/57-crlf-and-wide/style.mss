#a {
  text-name: "ä€𝄞";
  text-face-name: 'x';
}
#a { line-width: 1; }
