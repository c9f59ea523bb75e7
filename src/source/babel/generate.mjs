#!/usr/bin/env node
// Writes the tables of babel://, fallbacks.json and scripts.json, from npm packages and differences.json:
//
//   npm install banana-i18n@2.4.0 language-scripts@1.0.2
//   node generate.mjs node_modules            writes both files beside this script
//   node generate.mjs node_modules --check    compares them, exit status 1 if they differ
//
// fallbacks.json: the chains of banana-i18n, without those in "leftOut", and with those in "chains" instead of its own.
// scripts.json: script → languages of language-scripts; Latin is left out.
import fs from 'node:fs'
import path from 'node:path'

const here = import.meta.dirname
const json = file => JSON.parse(fs.readFileSync(file, 'utf8'))
const differences = json(path.join(here, 'differences.json'))
const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const lines = (entries) => `{\n${entries.map(([key, list]) =>
  `  ${JSON.stringify(key)}: [${list.map(item => JSON.stringify(item)).join(', ')}]`).join(',\n')}\n}\n`

function fallbacks (packages) {
  const chains = json(path.join(packages, 'banana-i18n/src/languages/fallbacks.json'))
  for (const language of differences.leftOut) delete chains[language]
  Object.assign(chains, differences.chains)
  return Object.entries(chains).map(([language, chain]) => [language, [chain].flat()]).sort(([a], [b]) => byName(a, b))
}

function scripts (packages) {
  const byLanguage = json(path.join(packages, 'language-scripts/data.json'))
  const byScript = new Map()
  for (const language of Object.keys(byLanguage).sort(byName)) {
    const script = byLanguage[language]
    if (script !== 'Latn') byScript.set(script, [...byScript.get(script) ?? [], language])
  }
  return [...byScript].sort(([a], [b]) => byName(a, b))
}

const [packages, check] = process.argv.slice(2)
for (const [name, table] of [['fallbacks.json', fallbacks(packages)], ['scripts.json', scripts(packages)]]) {
  const file = path.join(here, name)
  if (check !== '--check') {
    fs.writeFileSync(file, lines(table))
  } else if (fs.readFileSync(file, 'utf8') !== lines(table)) {
    console.error(`${name} is not what this script writes`)
    process.exitCode = 1
  }
}
