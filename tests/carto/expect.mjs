#!/usr/bin/env node
// Writes expected.xml in each folder of corpus/ with the real carto, as karto must compile it:
//
//   npm install carto@0.18.2 carto1@npm:carto@1.2.0 js-yaml@3 && NODE_PATH=node_modules node expect.mjs [FOLDER …]
//
// A project.yml is compiled by carto 0.18, a project.mml by carto 1.2, with the newest Mapnik that each knows.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
const require = createRequire(path.join(process.env.NODE_PATH || '.', 'x.js'))
const carto = require('carto'), carto1 = require('carto1'), yaml = require('js-yaml')
const MERCATOR = '+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0.0 +k=1.0 +units=m +nadgrids=@null +wktext +no_defs +over'
console.warn = () => {}

function compile(folder) {
  const isMml = fs.existsSync(path.join(folder, 'project.mml'))
  const data = yaml.load(fs.readFileSync(path.join(folder, isMml ? 'project.mml' : 'project.yml'), 'utf8'))
  const sheet = id => typeof id === 'string' ? { id, data: fs.readFileSync(path.join(folder, id), 'utf8') } : id
  const properties = data._properties || {}
  const layer = id => ({ id, name: id.split('.')[0], class: id.split('.').slice(1).join(' '), srs: MERCATOR, properties: properties[id] || {} })
  const project = isMml ? { ...data, Stylesheet: data.Stylesheet.map(sheet) }
    : { srs: MERCATOR, format: data.format, Layer: data.layers.map(layer), Stylesheet: data.styles.map(sheet) }
  const { Renderer } = isMml ? carto1 : carto
  const made = new Renderer({}, {}).render(project)
  const xml = typeof made === 'string' ? made : made.data
  if (!xml) throw new Error(JSON.stringify(made.msg))
  return xml
}

const corpus = path.join(path.dirname(new URL(import.meta.url).pathname), 'corpus')
const folders = process.argv.length > 2 ? process.argv.slice(2) : fs.readdirSync(corpus).sort().map(name => path.join(corpus, name))
for (const folder of folders) {
  try {
    fs.writeFileSync(path.join(folder, 'expected.xml'), compile(folder))
  } catch (error) {
    console.error(`${path.basename(folder)}: ${error.message || error}`)
    process.exitCode = 1
  }
}
