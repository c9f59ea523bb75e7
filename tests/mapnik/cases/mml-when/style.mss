Map { background-color: #fff; }
@wide: 4;
@colors: #c00;
#line { line-width: @wide - 1; line-color: saturate(@colors, 10%); [kind = "river"], [layer > 0] { line-color: desaturate(#06c, 20%); line-width: (@wide + 1) * 2; } }
