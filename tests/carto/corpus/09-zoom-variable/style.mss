@low: 7; @high: 9;
#a[zoom>=@low][zoom<=@high] { line-width: 2; }
#a[zoom>@high] { line-width: 4; }
