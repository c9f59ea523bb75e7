#a { glow/line-width: 6; glow/line-color: yellow; line-width: 2; a/line-width: 1; a/line-color: red; }
#a[x=1] { glow/line-width: 8; }
