#a::one { line-width: 1; ::two { line-width: 2; } [x=1]::three { line-width: 3; } }
#a::one/two { line-color: red; }
