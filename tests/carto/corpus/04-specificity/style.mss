#a.road { line-width: 3; }
.road { line-width: 1; line-color: blue; }
#a { line-width: 2; line-cap: round; }
#a[kind='x'] { line-width: 4; }
