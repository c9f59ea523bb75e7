.r { line-width: 1; [k='a'] { line-color: red; } ::over { line-width: 9; } }
.r[zoom>10] { line-cap: round; }
#b { [k='a'] { line-join: round; } [k='b'] { line-join: bevel; } }
