#a {
  [zoom=5] { line-width: 1; }
  [zoom>=6][zoom<8] { line-width: 2; }
  [zoom>8][zoom<=10] { line-width: 3; }
  [zoom>=14] { line-width: 4; }
  [ zoom < 3 ] { line-color: red; line-width: 0.1 }
}
