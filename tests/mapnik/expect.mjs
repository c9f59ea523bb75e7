#!/usr/bin/env node
// Draws the cases of this folder with the real Mapnik, as Kartotherian did: cases/NAME/mapnik.png.
//
//   tests/mapnik/expect.mjs [--modules DIR] [NAME…]       default: every case; what must be in DIR: oracle.mjs
//
// A case draws tile.pbf (made by tiles.py) as the tile 14/8192/8191, unless its case.json says otherwise: {"z": 13,
// "scale": 2, "size": 512, "as": [15, 16384, 16383]} (as: a part of the tile). A case is a
// project.yml (carto 0.18), a project.mml (carto 1.2) or a map.xml. Exits with status 77 and a message where Mapnik is not installed.
import fs from 'node:fs'
import path from 'node:path'
import { HERE, call, compile, drawTile, load, openMap, openTile } from './oracle.mjs'

const names = process.argv.slice(2)
const packages = load(names), { mapnik } = packages

async function draw(folder) {
  const settings = path.join(folder, 'case.json')
  const { z = 14, ...options } = fs.existsSync(settings) ? JSON.parse(fs.readFileSync(settings, 'utf8')) : {}
  const map = await openMap(mapnik, compile(packages, folder), true)
  const tile = await openTile(mapnik, path.join(HERE, 'tile.pbf'), [z, 2 ** (z - 1), 2 ** (z - 1) - 1])
  return call(await drawTile(mapnik, map, tile, options), 'encode', 'png32:z=9')
}

let failed = 0
const all = names.length ? names : fs.readdirSync(path.join(HERE, 'cases')).sort()
for (const name of all) {
  const folder = path.join(HERE, 'cases', name)
  try {
    fs.writeFileSync(path.join(folder, 'mapnik.png'), await draw(folder))
  } catch (e) {
    failed++
    console.log(`${name}: ${e.message}`)
  }
}
console.log(`${all.length - failed} drawn by Mapnik ${mapnik.versions.mapnik}, ${failed} failed`)
process.exit(failed ? 1 : 0)
