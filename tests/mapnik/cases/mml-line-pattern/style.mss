Map { background-color: #fff; }
#line { line-pattern-file: url("hatch.png"); line-pattern-type: repeat; line-pattern-alignment: global; line-pattern-width: 12; line-pattern-cap: round; line-pattern-join: round; }
