Map { font-directory: url("../../../../styles/fonts"); background-color: #fff; }
#label {
  text-name: "[name]";
  text-face-name: "Noto Sans Regular", "Noto Sans Arabic Regular", "Noto Sans Hebrew Regular", "Noto Sans Devanagari Regular", "Noto Sans Thai Regular", "Noto Sans Bengali Regular", "Noto Sans Tamil Regular", "Noto Sans Georgian Regular", "Noto Sans CJK SC Regular", "Noto Emoji Regular";
  text-size: 12;
  text-fill: #234;
}
