#a { line-width: [w]; marker-width: [w] * 2; marker-file: url('i/[kind].svg'); marker-opacity: "[o]/100"; }
