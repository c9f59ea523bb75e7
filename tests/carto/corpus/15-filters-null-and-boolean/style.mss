#a { [n=null] { line-width: 1; } [n!=null] { line-width: 2; } [b=true] { line-color: red; } [b=false] { line-color: blue; } }
