// The language rules of json2tags:// and babel://, written after their description, for expected values of tests. It shares
// nothing with karto's code except the table of fallback chains.
import fs from 'node:fs'

const table = name => JSON.parse(fs.readFileSync(new URL(`../../../src/source/babel/${name}`, import.meta.url), 'utf8'))
const CHAINS = new Map(Object.entries(table('fallbacks.json')))
const OTHER_SCRIPTS = new Set(Object.values(table('scripts.json')).flat())

/** What is wrong with a tile; karto's message contains the text. */
class Fault extends Error {}

/** The text of a value of the JSON object; nothing for null. */
const text = value => value === null ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** One feature's tags, a list of [key, value], with the object in `multiTag` expanded. */
function expand (tags, { tag = 'name', multiTag = `${tag}_` }) {
  if (tags.filter(([key]) => key === multiTag).length > 1) throw new Fault('twice')
  return tags.flatMap(([key, value]) => {
    if (key !== multiTag) return [[key, value]]
    if (typeof value !== 'string') throw new Fault('is not a string')
    let object
    try { object = JSON.parse(value) } catch { throw new Fault('is not a JSON object') }
    if (Object.prototype.toString.call(object) !== '[object Object]') throw new Fault('is not a JSON object')
    return Object.entries(object).map(([code, name]) => [multiTag + code, text(name)]).filter(([, name]) => name !== undefined)
  })
}

/** One feature's tags with a single name. */
function choose (tags, language, { tag = 'name', multiTag = `${tag}_`, combineName = false, languageMap }) {
  const isName = key => key === tag || key.startsWith(multiTag)
  const names = new Map()
  for (const [key, value] of tags.filter(([key]) => isName(key))) {
    if (typeof value !== 'string') throw new Fault('is not a string')
    names.set(key, value)
  }
  const own = languageMap?.file ?? languageMap
  const chain = [own ? Object.entries(own).find(([code]) => code === language)?.[1] ?? [] : CHAINS.get(language) ?? []].flat()
  const wanted = [language, ...[language, ...chain].map(code => code === tag ? tag : multiTag + code)]
  const romanized = key => key === 'zh_pinyin' || (key.endsWith('_rm') && key !== `${multiTag}rm`)
  const found = wanted.find(key => names.has(key)) ??
    (OTHER_SCRIPTS.has(language) ? undefined : [...names.keys()].find(romanized)) ?? tag
  const rest = tags.filter(([key]) => !isName(key))
  if (!names.has(found)) return rest
  const [picked, local] = [names.get(found), names.get(tag)]
  const both = combineName && local !== undefined && local !== picked
  return [...rest, [tag, both ? `${picked} (${local})` : picked]]
}

/** The features of a layer after the stages of a case: `out`, or `error`. */
export function expected ({ stages, params = {}, lang, features }) {
  const { tag = 'name', multiTag = `${tag}_`, defaultLanguage = 'en' } = params
  try {
    for (const stage of stages) {
      const language = lang || defaultLanguage
      if (stage === 'babel' && language === 'local') continue
      if (!features.some(tags => tags.some(([key]) => key.startsWith(multiTag)))) continue
      features = features.map(tags => stage === 'json2tags' ? expand(tags, params) : choose(tags, language, params))
    }
    return { out: features }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return { error: fault.message }
  }
}
