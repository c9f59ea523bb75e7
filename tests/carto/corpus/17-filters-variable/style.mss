@kind: 'motorway'; @lanes: 4;
#a[kind=@kind] { line-width: 2; }
#a[lanes>=@lanes] { line-color: red; line-width: 1; }
