Map { background-color: #fff; font-directory: url("../../../../styles/fonts"); }
#point { text-name: [name] + "\n" + [ref]; text-face-name: "Noto Sans Regular"; text-size: [size]; }
