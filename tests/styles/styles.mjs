// Writes published styles as files that karto draws and a browser reads alike: node styles.mjs MODULES OUT
//
// Their design is unchanged, except for the address of the tiles and the fonts: every style is shown in Open Sans, because the
// registry has it both as TrueType (for karto) and as glyph ranges (for the browser).
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, out] = process.argv.slice(2);
const require = createRequire(join(modules, 'x.js'));
const load = name => import(pathToFileURL(require.resolve(name)));
const read = path => JSON.parse(readFileSync(join(modules, 'node_modules', path), 'utf8'));
mkdirSync(out, { recursive: true });

function font(name) {
  const face = /bold/i.test(name) ? (/semi/i.test(name) ? 'Semibold' : 'Bold') : /medium/i.test(name) ? 'Semibold' : /italic|oblique/i.test(name) ? 'Italic' : 'Regular';
  return `Open Sans ${face}`;
}
const fonts = value => Array.isArray(value) && value.every(v => typeof v === 'string' && !['literal', 'step', 'case', 'match', 'get'].includes(v)) ? [font(value[0])]
  : Array.isArray(value) ? (value[0] === 'literal' ? ['literal', [font(value[1][0])]] : value.map(v => Array.isArray(v) ? fonts(v) : v))
  : value && typeof value === 'object' ? { ...value, stops: value.stops?.map(([z, v]) => [z, fonts(v)]) } : value;

function write(name, style, sprite) {
  // Tiles cannot show a globe.
  delete style.projection;
  delete style.sprite;
  if (sprite) {
    style.sprite = `${name}-sprite`;
    for (const end of ['.json', '.png', '@2x.json', '@2x.png']) copyFileSync(join(modules, 'node_modules', sprite + end), join(out, `${style.sprite}${end}`));
  }
  style.sources = Object.fromEntries(Object.keys(style.sources).map(id => [id, { type: 'vector', url: 'karto://tiles' }]));
  style.glyphs = '{fontstack}/{range}.pbf';
  for (const layer of style.layers) if (layer.layout?.['text-font']) layer.layout['text-font'] = fonts(layer.layout['text-font']);
  writeFileSync(join(out, `${name}.json`), JSON.stringify(style, null, 1));
}

// OpenMapTiles schema.
write('osm-bright', read('tileserver-gl-styles/styles/osm-bright/style.json'), 'tileserver-gl-styles/styles/osm-bright/sprite');
write('klokantech-basic', read('tileserver-gl-styles/styles/klokantech-basic/style.json'));
write('basic-preview', read('tileserver-gl-styles-2/styles/basic-preview/style.json'));
const { omt } = await load('@versatiles/style/omt');
// These tiles have the local name as name:latin.
const named = json => JSON.parse(JSON.stringify(json).replaceAll('["get","name"]', '["coalesce",["get","name"],["get","name:latin"]]'));
for (const theme of ['colorful', 'gray', 'toner', 'colorful-dark']) write(`versatiles-${theme}`, named(omt({ theme })));
// Protomaps schema.
const { layers, namedFlavor } = await load('@protomaps/basemaps');
for (const flavor of ['light', 'dark']) {
  write(`protomaps-${flavor}`, { version: 8, sources: { protomaps: {} }, layers: layers('protomaps', namedFlavor(flavor), { lang: 'en' }) });
}
