// The real Mapnik and carto by npm, as the scripts of this folder use them.
//
//   mkdir DIR && cd DIR && npm init -y && npm install @mapnik/mapnik@4.7.7 carto@0.18.2 carto1@npm:carto@1.2.0 js-yaml@3.14.1
//
// @mapnik/mapnik 4.7.7 is Mapnik 4.2.1. DIR is given by --modules or MAPNIK_MODULES.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { createRequire } from 'node:module'

export const HERE = path.dirname(new URL(import.meta.url).pathname)
const MERCATOR = '+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0.0 +k=1.0 +units=m +nadgrids=@null +wktext +no_defs +over'

/** Takes an option and its value out of a list of arguments. */
export function option(args, name, otherwise) {
  const at = args.indexOf('--' + name)
  return at < 0 ? otherwise : args.splice(at, 2)[1]
}

/** Loads the packages; ends the process with status 77 and a message where they are not installed. */
export function load(args) {
  const folder = option(args, 'modules', process.env.MAPNIK_MODULES || HERE)
  try {
    const require = createRequire(path.resolve(folder) + '/')
    const loaded = { carto: require('carto'), carto1: require('carto1'), yaml: require('js-yaml'), mapnik: require('@mapnik/mapnik') }
    console.warn = () => {}
    return loaded
  } catch (e) {
    console.log(`not drawn: ${e.message.split('\n')[0]} (npm install @mapnik/mapnik@4.7.7 carto@0.18.2 carto1@npm:carto@1.2.0 js-yaml@3.14.1, then --modules DIR)`)
    process.exit(77)
  }
}

export const call = (object, method, ...given) => new Promise((ok, no) => object[method](...given, (error, made) => error ? no(error) : ok(made)))

/** The Mapnik XML of a project (a map.xml, a project.yml, a project.mml, or a folder with one), and the folder of its relative paths. */
export function compile({ carto, carto1, yaml }, project) {
  const names = ['map.xml', 'project.yml', 'project.mml']
  const file = fs.statSync(project).isDirectory() ? names.map(n => path.join(project, n)).find(f => fs.existsSync(f)) : project
  if (!file) throw new Error(`none of ${names.join(', ')} in ${project}`)
  const base = path.resolve(path.dirname(file)), text = fs.readFileSync(file, 'utf8')
  if (file.endsWith('.xml')) return { xml: text, base }
  const data = yaml.load(text), properties = data._properties || {}
  const read = names => names.map(id => ({ id, data: fs.readFileSync(path.join(base, id), 'utf8') }))
  const made = file.endsWith('.mml')
    ? new carto1.Renderer({ mapnik_version: '3.0.22' }, {}).render({ ...data, Stylesheet: read(data.Stylesheet) })
    : new carto.Renderer({}, {}).render({
      srs: MERCATOR,
      format: data.format,
      Layer: data.layers.map(id => ({ id, name: id.split('.')[0], class: id.split('.').slice(1).join(' '), srs: MERCATOR, properties: properties[id] || {} })),
      Stylesheet: read(data.styles),
    })
  const xml = typeof made === 'string' ? made : made.data
  if (!xml) throw new Error(JSON.stringify(made.msg))
  return { xml, base }
}

/** Opens a map without its data sources: the layers of the vector tile take their place. */
export function openMap(mapnik, { xml, base }, strict) {
  const bare = xml.replace(/<Datasource>[^]*?<\/Datasource>/g, '')
  return call(new mapnik.Map(256, 256), 'fromString', bare, { strict, base: base + '/' })
}

/** The vector tile of a file, unzipped if need be. */
export async function openTile(mapnik, file, [z, x, y]) {
  let bytes = fs.readFileSync(file)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = zlib.gunzipSync(bytes)
  const tile = new mapnik.VectorTile(z, x, y)
  if (bytes.length) await call(tile, 'setData', bytes)
  return tile
}

/** Draws a tile as Kartotherian does. as: the [z, x, y] of a part of it. */
export async function drawTile(mapnik, map, tile, { size = 256, scale = 1, as } = {}) {
  const pixels = Math.floor(size * scale)
  map.resize(pixels, pixels)
  const [z, x, y] = as || [tile.z, tile.x, tile.y]
  const world = 2 * Math.PI * 6378137, side = world / 2 ** z
  map.extent = [-world / 2 + x * side, world / 2 - (y + 1) * side, -world / 2 + (x + 1) * side, world / 2 - y * side]
  return call(tile, 'render', map, new mapnik.Image(pixels, pixels), { scale, buffer_size: map.bufferSize, ...as && { z, x, y } })
}
