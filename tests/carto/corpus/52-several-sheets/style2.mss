#a { line-width: 1; line-cap: round; }
@w: 9;
