#a { line-color: #102030 + #010203; polygon-fill: #102030 * 2; }
#b { line-color: 2 * #102030; polygon-fill: #ffffff - #102030; }
#c { line-color: (#102030 + #ff0000) / 2; }
