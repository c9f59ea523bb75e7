#a { line-width: 4; line-color: black; ::inner { line-width: 2; line-color: white; } }
#a::outer { line-width: 8; }
