// Writes sprite.json, sprite.png, sprite@2x.json and sprite@2x.png: badges for points of interest, road shields, dots of places.
//
//   cd "$(mktemp -d)" && npm install @mapbox/maki@8.2.0 @resvg/resvg-js@2.6.2 && node …/styles/osm/sprite.mjs
//
// The pictograms are Maki's (https://labs.mapbox.com/maki-icons, CC0, public domain); everything else is drawn here.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(process.cwd(), 'resolve-from-here.js'));
const { Resvg } = require('@resvg/resvg-js');
const maki = join(dirname(require.resolve('@mapbox/maki/package.json')), 'icons');

const TRANSPORT = '#3f76b5', FOOD = '#c97a2f', CULTURE = '#8a6247', CIVIC = '#6d6f86', HEALTH = '#cf5353', NATURE = '#5c8f46', STAY = '#7d62a8';
const BADGES = {
  bus: TRANSPORT, rail: TRANSPORT, 'rail-metro': TRANSPORT, 'rail-light': TRANSPORT, ferry: TRANSPORT, airport: TRANSPORT, fuel: TRANSPORT,
  hospital: HEALTH, pharmacy: HEALTH,
  college: CIVIC, school: CIVIC, library: CIVIC, police: CIVIC, 'fire-station': CIVIC, post: CIVIC, bank: CIVIC, 'town-hall': CIVIC,
  museum: CULTURE, castle: CULTURE, monument: CULTURE, theatre: CULTURE, cinema: CULTURE, 'place-of-worship': CULTURE, zoo: NATURE,
  viewpoint: NATURE, mountain: NATURE, park: NATURE, stadium: NATURE, campsite: NATURE,
  lodging: STAY, restaurant: FOOD, cafe: FOOD, bar: FOOD, 'fast-food': FOOD, grocery: FOOD,
};

// {name, width, height, svg}: svg is drawn with the origin at the icon's upper left corner; sizes in pixels at ratio 1.
const icons = [];
for (const [name, color] of Object.entries(BADGES)) {
  const path = /<path[^>]*\/>/gs;
  const glyph = readFileSync(join(maki, `${name}.svg`), 'utf8').match(path).join('');
  icons.push({
    name, width: 17, height: 17,
    svg: `<circle cx="8.5" cy="8.5" r="8" fill="${color}" stroke="#fff" stroke-width="0.9"/>` +
         `<g fill="#fff" transform="translate(3.4 3.4) scale(0.68)">${glyph}</g>`,
  });
}
for (let letters = 1; letters <= 6; letters++) {
  const width = 11 + 5 * letters, height = 15;
  for (const [name, fill, edge] of [['shield', '#fff8e1', '#c8a04c'], ['shield-motorway', '#ffe0b8', '#cf7d2d']]) {
    icons.push({
      name: `${name}-${letters}`, width, height,
      svg: `<rect x="0.75" y="0.75" width="${width - 1.5}" height="${height - 1.5}" rx="3" fill="${fill}" stroke="${edge}" stroke-width="1.1"/>`,
    });
  }
}
icons.push({ name: 'capital', width: 9, height: 9,
  svg: '<circle cx="4.5" cy="4.5" r="3.4" fill="#fff" stroke="#45413c" stroke-width="1.3"/><circle cx="4.5" cy="4.5" r="1.3" fill="#45413c"/>' });

// Dots of places on the world map (../demo/style.py), drawn at their size so that they stay crisp. The ring in the color of the
// background separates them from borders and rivers.
const DOTS = {
  light: { paper: 'rgba(255,253,248,0.75)', edge: '#5d5664', town: '#fffdf8', city: '#fffdf8', capital: '#b8475a' },
  dark: { paper: 'rgba(20,25,34,0.75)', edge: '#c3c9d4', town: '#1b212b', city: '#1b212b', capital: '#f0a35e' },
};
const RADII = { town: { s: 1.3, m: 1.5, l: 2 }, city: { s: 1.5, m: 2, l: 2.6 }, capital: { s: 2.1, m: 2.8, l: 3.4 } };
for (const [theme, color] of Object.entries(DOTS)) {
  for (const [kind, sizes] of Object.entries(RADII)) {
    for (const [size, radius] of Object.entries(sizes)) {
      // Odd, so that the center of the dot is the center of a pixel.
      const width = 2 * Math.ceil(radius + 1.2) + 1, center = width / 2, edge = kind === 'town' ? 0.8 : 1;
      icons.push({
        name: `dot-${kind}-${size}-${theme}`, width, height: width,
        svg: `<circle cx="${center}" cy="${center}" r="${radius + edge / 2 + 0.8}" fill="${color.paper}"/>` +
             `<circle cx="${center}" cy="${center}" r="${radius}" fill="${color[kind]}" stroke="${color.edge}" stroke-width="${edge}"/>`,
      });
    }
  }
}

// Packed in shelves, one pixel apart so that icons do not bleed into each other.
const SHEET = 192;
let x = 0, y = 0, shelf = 0, body = '';
const index = {};
for (const { name, width, height, svg } of icons.sort((a, b) => b.height - a.height || (a.name < b.name ? -1 : 1))) {
  if (x + width > SHEET) { x = 0; y += shelf + 1; shelf = 0; }
  body += `<g transform="translate(${x} ${y})">${svg}</g>`;
  index[name] = { x, y, width, height };
  x += width + 1;
  shelf = Math.max(shelf, height);
}
const height = y + shelf;
const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${SHEET}" height="${height}" viewBox="0 0 ${SHEET} ${height}">${body}</svg>`;
for (const ratio of [1, 2]) {
  const suffix = ratio === 1 ? '' : '@2x';
  const png = new Resvg(sheet, { fitTo: { mode: 'zoom', value: ratio } }).render().asPng();
  const scaled = Object.fromEntries(Object.entries(index).sort().map(([name, box]) =>
    [name, { ...Object.fromEntries(Object.entries(box).map(([k, v]) => [k, v * ratio])), pixelRatio: ratio }]));
  writeFileSync(join(here, `sprite${suffix}.png`), png);
  writeFileSync(join(here, `sprite${suffix}.json`), '{\n' + Object.entries(scaled).map(([n, b]) => `${JSON.stringify(n)}:${JSON.stringify(b)}`).join(',\n') + '\n}\n');
}
