Map { background-color: #fff; }
#area {
  polygon-fill: darken(spin(#8ac, 40), 10%);
  [kind = "park"] {
    polygon-fill: mix(#f00, #00f, 30%);
  }
  [kind = "wood"] {
    polygon-fill: hsl(100, 50%, 40%);
  }
}
