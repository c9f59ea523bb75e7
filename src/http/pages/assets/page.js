// The root page: every public source as a map.

import { SlippyMap, project, unproject } from './map.js';
import { xray } from './xray.js';

const LANGUAGES = [
  ['', 'As on the spot'], ['ar', 'العربية'], ['bn', 'বাংলা'], ['de', 'Deutsch'], ['el', 'Ελληνικά'], ['en', 'English'],
  ['es', 'Español'], ['fa', 'فارسی'], ['fr', 'Français'], ['he', 'עברית'], ['hi', 'हिन्दी'], ['id', 'Bahasa Indonesia'],
  ['it', 'Italiano'], ['ja', '日本語'], ['ko', '한국어'], ['nl', 'Nederlands'], ['pl', 'Polski'], ['pt', 'Português'],
  ['ru', 'Русский'], ['sv', 'Svenska'], ['th', 'ไทย'], ['tr', 'Türkçe'], ['uk', 'Українська'], ['ur', 'اردو'],
  ['vi', 'Tiếng Việt'], ['zh', '中文'],
];

const $ = (id) => document.getElementById(id);
const sources = JSON.parse(document.body.dataset.sources);
let source;
let failures = 0;

/** The smallest scale that is sharp on this screen, as the URL writes it. */
function scale() {
  const ratio = devicePixelRatio || 1;
  const scales = [...source.scales].map(Number).sort((a, b) => a - b);
  if (ratio < 1.2 || !scales.length) return '';
  return `@${scales.find((s) => s >= ratio) ?? scales.at(-1)}x`;
}

function url(z, x, y) {
  const language = source.languages && $('language').value ? `?lang=${$('language').value}` : '';
  const drawn = source.raster ? `${scale()}.${source.raster}` : '.pbf';
  return `${source.id}/${z}/${x}/${y}${drawn}${language}`;
}

function draw(z, x, y) {
  const tile = source.raster ? picture(url(z, x, y)) : xray(url(z, x, y));
  tile.ready.then(() => tell(0), () => tell(1));
  return tile;
}

function picture(address) {
  const image = new Image();
  image.alt = '';
  image.draggable = false;
  image.decoding = 'async';
  let [tries, waiting] = [0, 0];
  const ready = new Promise((resolve, reject) => {
    image.onload = resolve;
    // A busy server says to come again in a moment.
    image.onerror = (event) => {
      if (++tries > 3) return reject(event);
      waiting = setTimeout(() => {
        image.removeAttribute('src');
        image.src = address;
      }, tries * 2000);
    };
  });
  image.src = address;
  const cancel = () => {
    clearTimeout(waiting);
    if (!image.complete) image.removeAttribute('src');
  };
  return { element: image, ready, cancel };
}

/** Says when tiles fail to come, until one comes again. */
function tell(failed) {
  failures = failed ? failures + 1 : 0;
  $('message').hidden = failures < 3;
  $('message').textContent = `Tiles of ${source.id} do not come`;
}

const link = (href, text) => Object.assign(document.createElement('a'), { href, textContent: text });

function facts() {
  const list = $('facts');
  list.replaceChildren();
  const say = (name, ...parts) => {
    const value = document.createElement('dd');
    value.append(...parts);
    list.append(Object.assign(document.createElement('dt'), { textContent: name }), value);
  };
  const { z, x, y } = here();
  say('Tile', ...source.formats.flatMap((format) => [link(`${source.id}/${z}/${x}/${y}.${format}`, format), ' ']));
  if (source.scales.length) {
    const links = source.scales.map((s) => (source.raster ? link(`${source.id}/${z}/${x}/${y}@${s}x.${source.raster}`, `@${s}x`) : `@${s}x `));
    say('Scales', ...links.flatMap((l) => [l, ' ']));
  }
  if (source.info) say('Info', link(`${source.id}/info.json`, 'info.json'));
  if (source.style) say('Style', link(`${source.id}/style.json`, 'style.json'), ' for MapLibre GL');
  say('Zooms', `${source.minzoom}–${source.maxzoom}`);
  if (!source.raster) say('Shown', 'vector data without a style');
}

/** The tile in the middle of the window. */
function here() {
  const z = Math.max(map.min, Math.min(Math.round(map.zoom), Math.floor(map.max)));
  const index = (n) => Math.max(0, Math.min(2 ** z - 1, Math.floor(n * 2 ** z)));
  return { z, x: index(map.x), y: index(map.y) };
}

function moved() {
  $('level').textContent = Math.round(map.zoom);
  $('in').disabled = map.zoom >= map.max;
  $('out').disabled = map.zoom <= map.lowest();
  clearTimeout(moved.later);
  moved.later = setTimeout(() => {
    const [lon, lat] = unproject(map.x, map.y);
    const language = $('language').value;
    const place = `${map.zoom.toFixed(2)}/${lat.toFixed(5)}/${lon.toFixed(5)}`;
    history.replaceState(null, '', `#${source.id}/${place}${language ? `/${language}` : ''}`);
    facts();
  }, 200);
}

function choose(id, keepPlace) {
  source = sources.find((s) => s.id === id) ?? sources[0];
  $('source').value = source.id;
  $('language').disabled = !source.languages;
  $('attribution').textContent = source.attribution ?? '';
  $('attribution').hidden = !source.attribution;
  Object.assign(map, { min: source.minzoom, max: source.maxzoom });
  map.clear();
  tell(0);
  if (keepPlace) return map.update();
  map.show(...start());
}

/** Where the map opens: the source's center, the middle of its bounds, or the populated world. */
function start() {
  const { bounds, center } = source;
  if (bounds && Math.abs(bounds[2] - bounds[0]) < 300) {
    const [[x0, y0], [x1, y1]] = [project(bounds[0], bounds[3]), project(bounds[2], bounds[1])];
    const [lon, lat] = unproject((x0 + x1) / 2, (y0 + y1) / 2);
    const fit = (part, pixels) => Math.log2(pixels / (256 * Math.max(part, 1e-9)));
    return [lon, lat, Math.floor(Math.min(fit(x1 - x0, map.width), fit(y1 - y0, map.height)) * 4) / 4];
  }
  if (center && bounds === undefined && center.length > 2) return center;
  return [12, 30, Math.min(Math.ceil(map.lowest()), map.max)];
}

const map = new SlippyMap($('map'), { draw, moved });

function open() {
  for (const { id } of sources) $('source').add(new Option(id, id));
  for (const [code, name] of LANGUAGES) $('language').add(new Option(name, code));
  $('source').onchange = () => choose($('source').value, true);
  $('language').onchange = () => choose(source.id, true);
  $('in').onclick = () => map.zoomTo(map.zoom + 1);
  $('out').onclick = () => map.zoomTo(map.zoom - 1);
  $('fold').onclick = () => $('fold').setAttribute('aria-expanded', $('fold').getAttribute('aria-expanded') !== 'true');
  for (const id of ['map', 'controls', 'facts', 'zoom', 'fold']) $(id).hidden = false;
  $('list').hidden = true;
  if (innerWidth < 560) $('fold').setAttribute('aria-expanded', 'false');
  const [id, zoom, lat, lon, language] = location.hash.slice(1).split('/');
  const preferred = navigator.language?.split('-')[0];
  $('language').value = language ?? (LANGUAGES.some(([code]) => code === preferred) ? preferred : '');
  choose(id || (sources.find((s) => s.raster) ?? sources[0]).id, false);
  const place = [lon, lat, zoom].map(Number);
  if (zoom && place.every(Number.isFinite)) map.show(...place);
}

if (sources.length) open();
