// Side by side: node browse.mjs WORK KARTO-URL OUT JOB…   where a JOB is style:source:lon:lat:zoom[,zoom…][:tiles[:ratio]]
// Writes OUT/style-source-zoom.png, MapLibre GL JS on the left and karto's tiles on the right, and prints what the browser reported.
import { createServer } from 'node:http';
import { createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [work, karto, out, ...jobs] = process.argv.slice(2);
const modules = resolve(work, 'npm/node_modules');
const { default: puppeteer } = await import(createRequire(resolve(work, 'npm/x.js')).resolve('puppeteer-core'));
mkdirSync(out, { recursive: true });

let source;
const types = { html: 'text/html', mjs: 'text/javascript', css: 'text/css', json: 'application/json', png: 'image/png' };
const server = createServer((request, answer) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const send = file => existsSync(file)
    ? (answer.writeHead(200, { 'content-type': types[file.split('.').pop()] ?? 'application/octet-stream' }), createReadStream(file).pipe(answer))
    : (answer.writeHead(404), answer.end());
  const base = `http://127.0.0.1:${server.address().port}`;
  if (path === '/view') send(join(here, 'view.html'));
  else if (path.startsWith('/maplibre-gl')) send(join(modules, 'maplibre-gl/dist', path));
  else if (path.startsWith('/fonts/')) send(join(modules, 'tileserver-gl-styles/fonts', path.slice(7)));
  else if (path.startsWith('/style/') && existsSync(join(work, 'styles', path.slice(7)))) {
    const style = JSON.parse(readFileSync(join(work, 'styles', path.slice(7)), 'utf8'));
    for (const id of Object.keys(style.sources)) style.sources[id] = { type: 'vector', tiles: [`${karto}/${source}/{z}/{x}/{y}.pbf`], minzoom: 0, maxzoom: 14 };
    style.glyphs = `${base}/fonts/{fontstack}/{range}.pbf`;
    if (style.sprite) style.sprite = `${base}/sprite/${style.sprite}`;
    answer.writeHead(200, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(style));
  } else if (path.startsWith('/sprite/')) send(join(work, 'styles', path.slice(8)));
  else { answer.writeHead(404); answer.end(); }
});
await new Promise(done => server.listen(0, '127.0.0.1', done));

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--hide-scrollbars'] });
const page = await browser.newPage();
page.on('pageerror', e => console.error('page:', e.message));
for (const job of jobs) {
  const [style, data, lon, lat, zooms, tiles = '3', ratio = '1'] = job.split(':');
  source = `${style.startsWith('protomaps-') ? 'protomaps' : 'omt'}-${data}`;
  const n = Number(tiles), sine = Math.sin(Number(lat) * Math.PI / 180);
  await page.setViewport({ width: 2 * 256 * n + 6, height: 256 * n, deviceScaleFactor: Number(ratio) });
  for (const z of zooms.split(',').map(Number)) {
    const first = unit => Math.max(0, Math.min(2 ** z - n, Math.floor(unit * 2 ** z - n / 2 + 0.5)));
    const x = first(Number(lon) / 360 + 0.5), y = first(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
    const query = new URLSearchParams({ style, source: `${style}-${data}`, z, x, y, n, ratio, karto });
    await page.goto(`http://127.0.0.1:${server.address().port}/view?${query}`);
    try {
      await page.waitForFunction('window.ready', { timeout: 120000 });
      await page.screenshot({ path: join(out, `${style}-${data}-${String(z).padStart(2, '0')}.png`) });
      const problems = await page.evaluate('window.problems');
      if (problems.length) console.log(`${style} ${data} z${z}: ${problems.join('; ')}`);
    } catch (e) { console.log(`${style} ${data} z${z}: ${e.message}`); }
  }
}
await browser.close();
server.close();
process.exit(0);
