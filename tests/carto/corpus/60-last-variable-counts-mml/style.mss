@c: red; @c: blue;
#a { line-color: @c; }
