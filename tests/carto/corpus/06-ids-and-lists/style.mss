#a, #b { polygon-fill: #abc; }
#a, #b, .c { [x=1], [y=2] { polygon-opacity: 0.5; } }
