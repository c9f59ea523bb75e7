Map { background-color: #abcdef; buffer-size: 128; font-directory: url(fonts); }
Map { buffer-size: 64; maximum-extent: '-1,-2,3,4'; }
#a { line-width: 1; }
