#a { line-width: @w; line-color: red; }
@w: 3;
