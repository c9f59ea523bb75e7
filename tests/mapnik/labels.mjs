#!/usr/bin/env node
// Which labels the real Mapnik places: draws tiles with every label in a color of its own.
//
//   tests/mapnik/labels.mjs [--modules DIR] [--scale S] PROJECT < lines of "TILE.pbf Z X Y OUT.png"
//
// The tiles (made by labels.py) have the attributes _color0, _color1, … on every feature. The map is the project's with
// every symbolizer that takes part in placement, in its order; fill and halo of the texts are [_colorN], N for each
// expression of a text. Lines and areas are left out: they hinder no label. Prints one JSON line per tile:
// {color: text}, as Mapnik evaluates the expressions.
import fs from 'node:fs'
import { call, compile, drawTile, load, openMap, openTile, option } from './oracle.mjs'

const COLORS = 8
const args = process.argv.slice(2)
const scale = +option(args, 'scale', 1)
const packages = load(args), { mapnik } = packages

/** The map in which a label's color says whose it is, and the expressions of its texts. */
function colored(xml) {
  const expressions = []
  const drop = (attributes, names) => attributes.replace(/\s([\w-]+)="[^"]*"/g, (all, name) => names.includes(name) ? '' : all)
  const made = xml
    .replace(/<(Line|Polygon|LinePattern|PolygonPattern|Building|Raster|Dot)Symbolizer\b[^>]*?(\/>|>[^]*?<\/\1Symbolizer>)/g, '')
    .replace(/<Map\b[^>]*>/, all => drop(all, ['background-color', 'background-image']))
    .replace(/<Style\b[^>]*>/g, all => drop(all, ['opacity', 'comp-op', 'image-filters', 'direct-image-filters']))
    .replace(/<(Text|Shield)Symbolizer\b([^>]*)>\s*<!\[CDATA\[([^]*?)\]\]>/g, (all, kind, attributes, expression) => {
      if (!expressions.includes(expression)) expressions.push(expression)
      const color = `[_color${expressions.indexOf(expression)}]`
      const rest = drop(attributes, ['fill', 'halo-fill', 'halo-radius', 'halo-rasterizer', 'halo-opacity', 'text-opacity', 'comp-op', 'halo-comp-op', ...kind === 'Text' ? ['opacity'] : []])
      return `<${kind}Symbolizer${rest} fill="${color}" halo-fill="${color}" halo-radius="1.5"><![CDATA[${expression}]]>`
    })
  if (expressions.length > COLORS) throw new Error(`${expressions.length} expressions of texts; labels.py gives ${COLORS} colors to a feature`)
  return { xml: made, expressions }
}

/** {color: text} of all features of a tile. */
function texts(tile, expressions) {
  const found = {}
  for (const feature of JSON.parse(tile.toGeoJSONSync('__all__')).features) {
    const made = mapnik.Feature.fromJSON(JSON.stringify({ ...feature, id: 1, geometry: { type: 'Point', coordinates: [0, 0] } }))
    expressions.forEach((expression, i) => {
      const text = expression.evaluate(made)
      if (text != null && text !== '') found[feature.properties['_color' + i]] = String(text)
    })
  }
  return found
}

const { xml, base } = compile(packages, args[0])
const { xml: rewritten, expressions } = colored(xml)
const map = await openMap(mapnik, { xml: rewritten, base }, false)
const evaluated = expressions.map(e => new mapnik.Expression(e))
for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [file, z, x, y, out] = line.split(' ')
  const tile = await openTile(mapnik, file, [+z, +x, +y])
  fs.writeFileSync(out, await call(await drawTile(mapnik, map, tile, { scale }), 'encode', 'png32:z=1'))
  console.log(JSON.stringify(texts(tile, evaluated)))
}
