#!/usr/bin/env node
// Writes what Mapnik itself finds for random expressions and fields, one JSON line each, for the test
// `values_are_those_of_mapnik`. Needs npm's `@mapnik/mapnik` (4.7, Mapnik 4.2) in a folder that NODE_PATH names.
//
//   NODE_PATH=…/node_modules node tests/mapnik/expressions.mjs COUNT [SEED] > values.jsonl
//   KARTO_MAPNIK_VALUES=values.jsonl cargo test --lib values_are_those_of_mapnik
import { createRequire } from 'node:module'
const mapnik = createRequire(process.env.NODE_PATH + '/')('@mapnik/mapnik')
const [count, seed] = [+(process.argv[2] || 1000), +(process.argv[3] || 1)]
let state = seed >>> 0
const random = () => { // mulberry32
  let t = (state += 0x6d2b79f5)
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const one = list => list[Math.floor(random() * list.length)]
const maybe = (share, then, otherwise) => (random() < share ? then() : otherwise())

const texts = ['', 'x', 'A1', 'a', 'residential', '5', '12.5', '-3', 'é', 'Straße 7', 'a;b;c', '𝄞ﬁ', 'true', ' 4 ', "it's"]
const values = () => one([null, true, false, 0, 1, 5, -3, 12, 2.5, -0.5, 0.125, 1234567.5, 1e9, ...texts])
const names = ['a', 'b', 'name', 'class', 'no']
const fields = () => Object.fromEntries(names.slice(0, 4).filter(() => random() < 0.9).map(name => [name, values()]))

const quoted = () => { const t = one(texts); return random() < 0.2 ? JSON.stringify(t) : "'" + t.replace(/'/g, "\\'") + "'" }
const numbers = ['0', '1', '2', '3', '7', '-4', '+5', '0.5', '2.0', '-1.5', '1e3', '.25', '4.', '100000', '3000000000']
const words = ['true', 'false', 'null', 'TRUE', 'Null', 'pi', 'deg_to_rad', 'point', 'polygon', 'linestring', 'collection', '[mapnik::geometry_type]', '@zoom', 'nan', 'inf']
const patterns = [['x', 'y'], ['(\\\\w)(\\\\d)', '$2-$1'], ['\\\\d+', '<$&>'], ['[aeiou]', ''], ['^.', '\\\\U$&'], ['s+', '\\\\n'], ['(.*);(.*)', '${2}$$$1'], ['é|ß', 'E'], ['\\\\s', '_'], ['5', '\\\\1x']]
const leaf = () => one([() => `[${one(names)}]`, () => `[${one(names)}]`, quoted, () => one(numbers), () => one(words)])()
const space = () => one(['', '', ' ', ' ', '  '])
const primary = depth => depth <= 0 || random() < 0.45 ? leaf() : one([
  () => `(${logical(depth - 1)})`,
  () => `${one(['sin', 'cos', 'tan', 'atan', 'exp', 'log', 'abs', 'length', 'int', 'float', 'bool', 'str'])}(${logical(depth - 1)})`,
  () => `${one(['min', 'max', 'pow'])}(${logical(depth - 1)},${space()}${logical(depth - 1)})`,
])()
const unary = depth => maybe(0.1, () => `${one(['-', '+', '- '])}${primary(depth)}`, () => primary(depth))
const product = depth => {
  let made = unary(depth)
  for (let i = 0; i < 2 && random() < 0.25; i++) {
    if (random() < 0.3) {
      const [from, to] = one(patterns)
      made += random() < 0.5 ? `.match('${one([from, '.*', from + '.*'])}')` : `.replace('${from}','${to}')`
    } else {
      const sign = one(['*', '/', '%'])
      // An integer remainder by zero ends Mapnik's process.
      made += `${space()}${sign}${space()}${sign === '%' ? one(['2', '3', '-4', '2.5', "'a'", 'null', 'true']) : unary(depth - 1)}`
    }
  }
  return made
}
const chain = (part, signs, share) => depth => {
  let made = part(depth)
  for (let i = 0; i < 3 && random() < share; i++) made += ` ${one(signs)} ${part(depth - 1)}`
  return made
}
const sum = chain(product, ['+', '-', '+'], 0.25)
const relation = chain(sum, ['<', '<=', '>', '>=', 'lt', 'le', 'gt', 'ge'], 0.15)
const equality = chain(relation, ['=', '!=', '<>', 'eq', 'neq', 'is'], 0.25)
const negation = depth => maybe(0.1, () => one(['not ', '!']) + equality(depth), () => equality(depth))
const logical = chain(negation, ['and', 'or', '&&', '||'], 0.2)
const spoiled = text => { // one character removed, doubled or changed
  const at = Math.floor(random() * text.length)
  return text.slice(0, at) + one(['', text.slice(at, at + 1).repeat(2), one([...' ()[]\'"+-*/%=<>!&|.@e5x'])]) + text.slice(at + 1)
}

for (let made = 0; made < count;) {
  let text = logical(3)
  if (random() < 0.15) text = spoiled(text)
  // Numbers that are too large are read differently by Mapnik from one version to another.
  if (!text.isWellFormed() || text.length > 400 || /%\s*([+-]?\s*0|\(|@|\[|false|n|-\s*[^0-9.])/i.test(text) || /\d{16,}|e\d{3,}/i.test(text)) continue
  const properties = fields()
  const feature = mapnik.Feature.fromJSON(JSON.stringify({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] }, properties }))
  let found
  try { found = { value: new mapnik.Expression(text).evaluate(feature) ?? null } } catch { found = { error: true } }
  if (typeof found.value === 'number' && !Number.isFinite(found.value)) found.value = null
  console.log(JSON.stringify({ text, fields: properties, ...found }))
  made++
}
