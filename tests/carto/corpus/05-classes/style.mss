.road { line-width: 1; }
.big { line-width: 5; }
.road.big { line-color: green; }
.small { line-width: 9; }
