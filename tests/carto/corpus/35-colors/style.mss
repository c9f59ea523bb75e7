#a { line-color: #abc; polygon-fill: #aabbcc; }
#b { line-color: rgb(1,2,3); polygon-fill: rgba(10,20,30,0.4); }
#c { line-color: hsl(120,50%,40%); polygon-fill: hsla(300,0.5,0.5,50%); }
#d { line-color: steelblue; polygon-fill: transparent; }
#e { line-color: rgb(300,-5,12.6); polygon-fill: #ABCDEF; }
