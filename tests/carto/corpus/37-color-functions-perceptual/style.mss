@c: #3a7bd5;
#a { line-color: lightenp(@c,10%); polygon-fill: darkenp(@c,10%); }
#b { line-color: saturatep(@c,20%); polygon-fill: desaturatep(@c,20%); }
#c { line-color: fadeoutp(@c,30%); polygon-fill: spinp(@c,90); }
#d { line-color: hsluv(200,0.8,0.5); polygon-fill: hsluva(100,50%,70%,0.5); }
#e { line-color: husl(200,0.8,0.5); polygon-fill: husla(10,50%,70%,0.5); }
#f { line-color: mix(hsluv(200,0.8,0.5),red,30%); polygon-fill: greyscalep(@c); line-width: huep(@c); line-offset: saturationp(@c); }
