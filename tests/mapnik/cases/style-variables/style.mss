Map { background-color: #fff; }
@main: #a33;
@wide: 3;
@name: "park";
#area { line-color: lighten(@main, 20%); line-width: @wide * 2 + 1; [kind = @name] { line-color: @main; } }
