Map { background-color: #fff; font-directory: url("../../../../styles/fonts"); }
@fonts: "Noto Sans Regular", "Noto Sans Arabic Regular";
#point { text-name: [name]; text-face-name: @fonts; text-size: 12; text-fill: #234; text-halo-radius: 1.5; text-halo-fill: fadeout(white, 30%); text-wrap-width: 60; text-line-spacing: -1.5; text-margin: 3; }
