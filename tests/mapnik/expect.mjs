#!/usr/bin/env node
// Draws the cases of this folder with the real Mapnik, as Kartotherian did: cases/NAME/mapnik.png.
//
//   tests/mapnik/expect.mjs [--modules DIR] [NAME…]       default: every case
//
// Needs @mapnik/mapnik 4.7.7 (Mapnik 4.2.1), carto 0.18.2 and js-yaml 3.14.1:
//   mkdir DIR && cd DIR && npm init -y && npm install @mapnik/mapnik@4.7.7 carto@0.18.2 js-yaml@3.14.1
// DIR is found by --modules or MAPNIK_MODULES. Exits with status 77 and a message where they are not installed.
//
// A case draws tile.pbf (made by tiles.py) as the tile 14/8192/8191, unless its case.json says otherwise: {"z": 13,
// "scale": 2, "size": 512, "as": [15, 16384, 16383]} (as: a part of the tile). A case with a map.xml instead of a
// project.yml is drawn from that.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const HERE = path.dirname(new URL(import.meta.url).pathname)
const MERCATOR = '+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0.0 +k=1.0 +units=m +nadgrids=@null +wktext +no_defs +over'

const names = process.argv.slice(2)
const option = names.indexOf('--modules')
const modules = option < 0 ? process.env.MAPNIK_MODULES || HERE : names.splice(option, 2)[1]
let carto, yaml, mapnik
try {
  const require = createRequire(path.resolve(modules) + '/')
  carto = require('carto')
  yaml = require('js-yaml')
  mapnik = require('@mapnik/mapnik')
} catch (e) {
  console.log(`not drawn: ${e.message.split('\n')[0]} (npm install @mapnik/mapnik@4.7.7 carto@0.18.2 js-yaml@3.14.1, then --modules DIR)`)
  process.exit(77)
}
console.warn = () => {}

/** The Mapnik XML of a case. */
function compile(folder) {
  const written = path.join(folder, 'map.xml')
  if (fs.existsSync(written)) return fs.readFileSync(written, 'utf8')
  const project = yaml.load(fs.readFileSync(path.join(folder, 'project.yml'), 'utf8'))
  const properties = project._properties || {}
  const xml = new carto.Renderer({}, {}).render({
    srs: MERCATOR,
    format: project.format,
    Layer: project.layers.map(id => ({ id, name: id.split('.')[0], class: id.split('.').slice(1).join(' '), srs: MERCATOR, properties: properties[id] || {} })),
    Stylesheet: project.styles.map(id => ({ id, data: fs.readFileSync(path.join(folder, id), 'utf8') })),
  })
  if (typeof xml === 'string') return xml
  if (!xml.data) throw new Error(JSON.stringify(xml.msg))
  return xml.data
}

const call = (object, method, ...given) => new Promise((ok, no) => object[method](...given, (error, made) => error ? no(error) : ok(made)))

async function draw(folder) {
  const settings = path.join(folder, 'case.json')
  const { z = 14, scale = 1, size = 256, as } = fs.existsSync(settings) ? JSON.parse(fs.readFileSync(settings, 'utf8')) : {}
  const pixels = size * scale
  const map = await call(new mapnik.Map(pixels, pixels), 'fromString', compile(folder), { strict: true, base: folder + '/' })
  const x = 2 ** (z - 1), y = x - 1
  const vector = new mapnik.VectorTile(z, x, y)
  await call(vector, 'setData', fs.readFileSync(path.join(HERE, 'tile.pbf')))
  const [tz, tx, ty] = as || [z, x, y]
  const world = 2 * Math.PI * 6378137, side = world / 2 ** tz
  map.extent = [-world / 2 + tx * side, world / 2 - (ty + 1) * side, -world / 2 + (tx + 1) * side, world / 2 - ty * side]
  const drawn = await call(vector, 'render', map, new mapnik.Image(pixels, pixels), { scale, buffer_size: map.bufferSize, ...as && { z: tz, x: tx, y: ty } })
  return call(drawn, 'encode', 'png32:z=9')
}

let failed = 0
const all = fs.readdirSync(path.join(HERE, 'cases')).sort()
for (const name of names.length ? names : all) {
  const folder = path.join(HERE, 'cases', name)
  try {
    fs.writeFileSync(path.join(folder, 'mapnik.png'), await draw(folder))
  } catch (e) {
    failed++
    console.log(`${name}: ${e.message}`)
  }
}
console.log(`${(names.length || all.length) - failed} drawn by Mapnik ${mapnik.versions.mapnik}, ${failed} failed`)
process.exit(failed ? 1 : 0)
