#a { text-face-name: 'x'; text-name: [a] + ' ' + [b]; }
#b { text-face-name: 'x'; text-name: '[a].replace("x","y")'; }
#c { text-face-name: 'x'; text-name: "[a] + '\n' + [b]"; }
#d { text-face-name: 'x'; text-name: 'a' + 'b' + 'c & d'; }
#e { text-face-name: 'x'; text-name: [a] + "<&>'"; }
