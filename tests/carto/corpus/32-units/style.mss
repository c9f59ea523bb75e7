#a { line-width: 2px; line-offset: 1mm; marker-width: 0.5cm; marker-height: 9pt; line-simplify: 1pc; polygon-simplify: 0.01m; }
