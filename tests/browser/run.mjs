// Opens karto's style documents in MapLibre GL JS and karto's own pages in a headless Chromium, and prints what went wrong.
//
//   node run.mjs KARTO-URL FOLDER-FOR-PICTURES SOURCE…
//
// CHROMIUM names the browser. Exit status 0: all is well, 1: something is not.
import { createServer } from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import puppeteer from 'puppeteer-core';

const [karto, folder, ...sources] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const dist = dirname(createRequire(import.meta.url).resolve('maplibre-gl'));
const patience = 180_000;
const failures = [];
const expect = (good, what) => (good ? console.log(`ok   ${what}`) : (failures.push(what), console.log(`FAIL ${what}`)));

// A page of another origin, as a site that shows karto's maps is.
const files = { '/': join(here, 'page.html'), '/maplibre-gl.js': join(dist, 'maplibre-gl.js'), '/maplibre-gl.css': join(dist, 'maplibre-gl.css') };
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
const site = createServer(async (request, response) => {
  const file = files[new URL(request.url, 'http://x').pathname];
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[file.split('.').at(-1)] }).end(await readFile(file));
});
await new Promise((done) => site.listen(0, '127.0.0.1', done));

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  headless: true,
  timeout: patience,
  protocolTimeout: patience,
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});

/** A page whose console errors and failed requests are remembered. */
async function open(width, height, address) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && troubles.push(`console: ${message.text()}`));
  page.on('requestfailed', (request) => {
    // A request that the page itself cancels is not a failure.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  const asked = [];
  page.on('response', (response) => {
    asked.push(response.url());
    if (response.status() >= 400 && !response.url().endsWith('/favicon.ico')) troubles.push(`${response.url()}: ${response.status()}`);
  });
  await page.goto(address, { timeout: patience });
  return { page, troubles, asked };
}

/** How many colors a picture has, and how far two pictures are apart on the average (0 to 255). */
const colors = (png) => new Set(new Uint32Array(Uint8Array.from(png.data).buffer)).size;
function apart(a, b) {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i] - b.data[i]);
  return sum / a.data.length;
}

/** The body at a URL; retries while karto is busy. */
async function fetched(address) {
  for (let tries = 0; ; tries++) {
    const response = await fetch(address);
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    if (tries > 30) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    await new Promise((done) => setTimeout(done, 2000));
  }
}

for (const source of sources) {
  // Zoom 2 in MapLibre is karto's zoom 3: the four tiles around 3/4/2 fill 512 pixels.
  const style = `${karto}/${source}/style.json`;
  const { page, troubles, asked } = await open(512, 512, `http://127.0.0.1:${site.address().port}/#${encodeURIComponent([style, 0, 40.97989807, 2].join('|'))}`);
  await page.waitForFunction('window.said?.idle', { timeout: patience, polling: 500 });
  const said = await page.evaluate('window.said');
  expect(said.errors.length === 0, `${source}: MapLibre reports no error ${said.errors.slice(0, 5).join('; ')}`);
  expect(said.missing.length === 0, `${source}: no image is missing ${said.missing.join(', ')}`);
  expect(said.labels > 3, `${source}: ${said.labels} labels of ${said.layers} layers are on the map`);
  expect(asked.some((url) => url.includes('/fonts/')), `${source}: glyphs were asked for`);
  expect(asked.every((url) => url.startsWith(karto) || url.startsWith('http://127.0.0.1:') || url.startsWith('blob:') || url.startsWith('data:')), `${source}: requests went to karto alone`);
  const shot = await page.screenshot();
  await writeFile(join(folder, `${source}-maplibre.png`), shot);
  const drawn = PNG.sync.read(Buffer.from(shot));
  expect(troubles.length === 0, `${source}: the browser is content ${troubles.slice(0, 5).join('; ')}`);
  expect(colors(drawn) > 50, `${source}: the picture has ${colors(drawn)} colors`);
  // The same four tiles as karto draws them.
  const own = new PNG({ width: 512, height: 512 });
  for (const [x, y] of [[3, 2], [4, 2], [3, 3], [4, 3]]) {
    const tile = PNG.sync.read(await fetched(`${karto}/${source}/3/${x}/${y}.png`));
    PNG.bitblt(tile, own, 0, 0, 256, 256, (x - 3) * 256, (y - 2) * 256);
  }
  await writeFile(join(folder, `${source}-karto.png`), PNG.sync.write(own));
  const difference = apart(drawn, own);
  expect(difference < 12, `${source}: MapLibre's picture and karto's are ${difference.toFixed(2)} of 255 apart`);
  await page.close();
}

// karto's own page, wide and narrow.
for (const [width, height, name] of [[1280, 800, 'page'], [390, 780, 'page-narrow']]) {
  const { page, troubles } = await open(width, height, `${karto}/`);
  await page.waitForFunction(
    `(() => { const tiles = [...document.querySelectorAll('#map .tile')]; return tiles.length > 3 && tiles.every((t) => t.classList.contains('there')); })()`,
    { timeout: patience, polling: 500 },
  );
  await page.screenshot({ path: join(folder, `${name}.png`) });
  const facts = await page.evaluate(`document.getElementById('facts').innerText`);
  expect(facts.includes('style.json') || width < 560, `${name}: it links to the style`);
  expect(troubles.length === 0, `${name}: the browser is content ${troubles.slice(0, 5).join('; ')}`);
  await page.close();
}

// The page of the description, on karto itself and behind a proxy that adds a prefix to all paths.
const prefix = '/under/a/prefix';
const proxy = createServer(async (request, response) => {
  if (!request.url.startsWith(`${prefix}/`)) return response.writeHead(404).end();
  const answer = await fetch(karto + request.url.slice(prefix.length), { redirect: 'manual' });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding'].includes(name)));
  response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
});
await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
const behind = `http://127.0.0.1:${proxy.address().port}${prefix}`;
for (const [base, name] of [[karto, 'doc'], [behind, 'doc-prefix']]) {
  const { page, troubles, asked } = await open(1280, 1600, `${base}/?doc`);
  await page.waitForSelector('.opblock', { timeout: patience });
  const paths = await page.$$eval('.opblock-summary-path', (all) => all.map((one) => one.innerText));
  expect(paths.length > 8, `${name}: ${paths.length} paths are described`);
  const marker = await page.evaluateHandle(`[...document.querySelectorAll('.opblock')].find((one) => one.innerText.includes('marker'))`);
  await marker.evaluate((block) => block.querySelector('.opblock-summary-control').click());
  await page.waitForSelector('.execute', { timeout: patience });
  await page.click('.execute');
  await page.waitForSelector('.response .response-col_description img', { timeout: patience });
  await page.waitForFunction(`document.querySelector('.response-col_description img').naturalWidth === 30`, { timeout: patience });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  expect(asked.some((url) => url.startsWith(`${base}/v4/marker/`)), `${name}: it sends requests`);
  expect(asked.every((url) => url.startsWith(base) || url.startsWith('blob:') || url.startsWith('data:')), `${name}: requests went to karto alone`);
  expect(troubles.length === 0, `${name}: the browser is content ${troubles.slice(0, 5).join('; ')}`);
  await page.close();
}

await browser.close();
site.close();
proxy.close();
console.log(failures.length ? `${failures.length} failed` : 'all well');
process.exit(failures.length ? 1 : 0);
