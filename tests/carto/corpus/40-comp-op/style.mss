#a { polygon-fill: red; polygon-comp-op: overlay; line-comp-op: dst-in; line-width: 1; comp-op: screen; [x=1] { comp-op: plus; } }
