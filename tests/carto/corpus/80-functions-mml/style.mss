#a { marker-transform: rotate(45); marker-width: 4; text-name: %("%s-%d %%", 'x', 3); text-face-name: 'x'; line-width: alpha(rgba(0,0,0,0.5)) * 4; }
