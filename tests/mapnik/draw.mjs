#!/usr/bin/env node
// Draws tiles with the real Mapnik, as Kartotherian did.
//
//   tests/mapnik/draw.mjs [--modules DIR] [--scale S] [--format png8:m=h] PROJECT < lines of "TILE.pbf Z X Y OUT.png"
//
// Exits with status 77 and a message where Mapnik is not installed.
import fs from 'node:fs'
import { call, compile, drawTile, load, openMap, openTile, option } from './oracle.mjs'

const args = process.argv.slice(2)
const scale = +option(args, 'scale', 1), format = option(args, 'format', 'png8:m=h')
const packages = load(args), { mapnik } = packages
const map = await openMap(mapnik, compile(packages, args[0]), false)
for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [file, z, x, y, out] = line.split(' ')
  const tile = await openTile(mapnik, file, [+z, +x, +y])
  fs.writeFileSync(out, await call(await drawTile(mapnik, map, tile, { scale }), 'encode', format))
}
