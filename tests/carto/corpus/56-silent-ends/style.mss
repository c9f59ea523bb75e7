#a { line-width: 1 }
#b { line-width: 2 - ; line-color: red / ; }
#b { line-width: 3 } rest without end