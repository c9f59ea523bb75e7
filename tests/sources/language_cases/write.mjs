#!/usr/bin/env node
// Writes cases.jsonl: `node write.mjs > cases.jsonl`. The cases are given here, their results by rules.mjs.
//
// A line: `about`; the `stages` that a tile passes; their `params`; `lang` of the request, if it names one; `features` of the
// only layer, each a list of [key, value]; then `out`, the features that come out, or `error`, a part of the message.
import fs from 'node:fs'
import { expected } from './rules.mjs'

const rows = []
const add = (about, given) => {
  const row = { stages: ['babel'], ...given }
  rows.push(JSON.stringify({ about, ...row, ...expected(row) }))
}
const one = (about, lang, tags, params) => add(about, { params, lang, features: [tags] })

// Places with names as in OpenStreetMap, in an order that is not that of any chain.
const PLACES = {
  Tokyo: [['name', '東京都'], ['type', 'city'], ['name_zh', '东京都'], ['name_en', 'Tokyo'], ['name_ru', 'Токио'],
    ['name_zh-hant', '東京都!'], ['name_ja_rm', 'Tōkyō-to'], ['name_ko', '도쿄도']],
  Seoul: [['name_ko_rm', 'Seoul-teukbyeolsi'], ['name', '서울'], ['name_zh', '首尔'], ['name_ko-hani', '漢城'], ['name_sr', 'Сеул']],
  Athens: [['name', 'Αθήνα'], ['localrank', 1], ['name_he', 'אתונה'], ['name_en', 'Athens'], ['name_sr-latn', 'Atina'], ['name_fa', 'آتن']],
  Chur: [['name', 'Chur'], ['name_rm', 'Cuira'], ['name_it', 'Coira'], ['name_fr', 'Coire'], ['name_en', 'Chur!']],
  Chengdu: [['name', '成都市'], ['name_zh_pinyin', 'Chéngdū Shì'], ['name_zh-hans', '成都'], ['name_no', 'Tsjengdu'], ['name_id', 'Kota Chengdu']],
  nameless: [['class', 'river'], ['name_de', 'Rhein'], ['name_nb', 'Rhinen'], ['name_ru', 'Рейн']]
}
const LANGUAGES = ['en', 'EN', 'En', 'de', 'fr', 'it', 'rm', 'ro', 'el', 'ru', 'uk', 'ab', 'be-tarask', 'sr', 'sr-latn', 'sr-ec', 'he',
  'yi', 'ar', 'fa', 'azb', 'ja', 'ja_rm', 'ko', 'zh', 'zh-hans', 'zh-hant', 'zh-tw', 'zh-hk', 'zh-min-nan', 'zh_pinyin', 'nb', 'nn',
  'no', 'da', 'id', 'xx', 'none', 'a-b_c', '-', '_', 'local', 'name', 'name_ru', 'name_xx', 'type', 'constructor', '__proto__',
  'toString', 'hasOwnProperty', 'prototype']
for (const [place, tags] of Object.entries(PLACES)) {
  for (const lang of LANGUAGES) one(`${place} in ${lang}`, lang, tags, { defaultLanguage: 'local' })
  one(`${place} without a language`, undefined, tags, { defaultLanguage: 'local' })
  one(`${place} by default`, undefined, tags)
}

// Each chain of the table: the last language alone; all languages, in the reverse order.
const chains = JSON.parse(fs.readFileSync(new URL('../../../src/source/babel/fallbacks.json', import.meta.url), 'utf8'))
for (const [lang, chain] of Object.entries(chains)) {
  one(`${lang} falls back to ${chain.at(-1)}`, lang, [['name', 'local'], ['name_xx', 'other'], [`name_${chain.at(-1)}`, 'last']])
  const all = [...chain].reverse().map(code => [`name_${code}`, code])
  if (chain.length > 1) one(`${lang} falls back to the first of its chain`, lang, [['name', 'local'], ...all, ['name_xx_rm', 'rm']])
}
one('a language of MediaWiki that has no chain', 'sco', [['name', 'local'], ['name_en', 'English']])
one('a chain is not followed further', 'kbd', [['name', 'local'], ['name_ru', 'Russian']])

// Other languages and the Latin script.
const roman = [['name', 'local'], ['name_yy_rm', 'roman'], ['name_zz_rm', 'later']]
for (const lang of ['de', 'vi', 'tr', 'la', 'no', 'ja-Latn', 'ja_rm', 'ko_rm', 'zh_pinyin', 'sr-latn', 'zh-latn', 'quux', 'RU', 'Zh', 'zh-Hans', 'zh-hans',
  'az', 'uz', 'kk-latn', 'kk-Latn', 'crh-latn', 'crh', 'ru', 'be', 'be-tarask', 'bg', 'mk', 'sr', 'sr-Cyrl', 'tt', 'kk', 'ky', 'tg', 'ug', 'ku', 'ha', 'ms',
  'zh', 'yue', 'wuu', 'gan', 'nan', 'ja', 'ja-Hira', 'ja_kana', 'ko', 'th', 'lo', 'km', 'my', 'bo', 'dz', 'ka', 'hy', 'am', 'ti', 'ar', 'arz', 'ur', 'ps',
  'he', 'yi', 'hi', 'mr', 'ne', 'bn', 'ta', 'te', 'ml', 'kn', 'gu', 'or', 'pa', 'si', 'dv', 'chr', 'iu', 'nqo', 'zgh', 'el', 'mn']) {
  one(`whether ${lang} is Latin`, lang, roman, { languageMap: {} })
}
one('the first romanized name in the order of the tile', 'nl', [['name_ru', 'Р'], ['name_b_rm', 'first'], ['name', 'x'], ['name_a_rm', 'second']])
one('Romansh is not a romanization', 'nl', [['name', 'x'], ['name_rm', 'Romansh']])
one('Romansh before a romanization', 'nl', [['name', 'x'], ['name_rm', 'Romansh'], ['name_ko_rm', 'roman']])
one('Romansh itself', 'rm', [['name', 'x'], ['name_rm', 'Romansh'], ['name_ko_rm', 'roman']])
one('a key that only ends in rm', 'nl', [['name', 'x'], ['name_norm', 'no'], ['name_RM', 'no'], ['name_ko_rmx', 'no'], ['name_ko-rm', 'no']])
one('name__rm is a romanization', 'nl', [['name', 'x'], ['name__rm', 'roman']])
one('romanization without a local name', 'nl', [['name_ja_rm', 'roman'], ['name_ru', 'Р']])
one('romanization of a name tag that is not a translation', 'nl', [['name', 'x'], ['old_rm', 'kept'], ['name_de', 'y']])
one('pinyin needs the bare key', 'nl', [['name', 'x'], ['name_zh_pinyin', 'no']])
one('pinyin with a prefix that leaves the bare key', 'nl', [['name', 'x'], ['zh_pinyin', 'yes'], ['zh_rm', 'Romansh']], { multiTag: 'zh_' })
one('the language before a romanization', 'nl', [['name_ja_rm', 'roman'], ['name', 'x'], ['name_nl', 'Dutch']])
one('a fallback before a romanization', 'br', [['name_ja_rm', 'roman'], ['name', 'x'], ['name_fr', 'French']])

// Default languages.
const rome = [['rank', 3], ['name', 'Roma'], ['name_en', 'Rome'], ['name_de', 'Rom']]
for (const defaultLanguage of ['local', 'en', 'de', 'fr', 'xx', 'EN', 'name', 'name_de']) {
  one(`the default language ${defaultLanguage}`, undefined, rome, { defaultLanguage })
  one(`the default language ${defaultLanguage} and an empty one`, '', rome, { defaultLanguage })
  one(`the default language ${defaultLanguage} and de`, 'de', rome, { defaultLanguage })
  one(`the default language ${defaultLanguage} and local`, 'local', rome, { defaultLanguage })
}
one('Local is not local', 'Local', rome, { defaultLanguage: 'local' })
one('no default language is English', undefined, rome)

// Combined names.
for (const [lang, tags] of [
  ['de', rome], ['it', rome], ['fr', rome], ['en', [['name', 'Rome'], ['name_en', 'Rome']]], ['en', [['name_en', 'Rome']]],
  ['en', [['name', ''], ['name_en', 'Rome']]], ['en', [['name', 'Roma'], ['name_en', '']]], ['nl', [['name', '東京'], ['name_ja_rm', 'Tōkyō']]],
  ['he', [['name', '東京'], ['name_ja_rm', 'Tōkyō']]], ['en', [['name', 'Roma '], ['name_en', 'Roma']]], ['local', rome], [undefined, rome],
  ['en', [['name', 'a (b)'], ['name_en', 'c (d)']]], ['en', [['name', 'Rome'], ['name', 'Roma'], ['name_en', 'Rome']]],
  ['en', [['name', 'Rome'], ['name', 'Roma'], ['name_en', 'Roma']]], ['en', [['name', 'Roma']]], ['name', rome], ['de', [['rank', 1]]]
]) {
  one(`combined in ${lang ?? 'the default'}`, lang, tags, { combineName: true, defaultLanguage: 'de' })
  one(`not combined in ${lang ?? 'the default'}`, lang, tags, { combineName: false, defaultLanguage: 'de' })
}

// Other tags.
const label = [['label', 'L'], ['name', 'N'], ['name_de', 'kept'], ['label_de', 'D'], ['label:fr', 'F'], ['label_ja_rm', 'R']]
for (const [about, params] of [
  ['tag', { tag: 'label' }], ['tag and multiTag', { tag: 'label', multiTag: 'label:' }], ['multiTag', { multiTag: 'label_' }],
  ['a prefix without a separator', { tag: 'label', multiTag: 'label' }], ['a prefix that no tag has', { multiTag: 'alt_' }],
  ['the prefix of all', { tag: 'name', multiTag: 'na' }], ['a tag that is a prefix of another', { tag: 'na', multiTag: 'name_' }]
]) for (const lang of ['de', 'fr', 'xx', 'label', 'name', 'me', 'local']) one(`${about}, ${lang}`, lang, label, params)
one('Romansh with another prefix', 'xx', [['label', 'x'], ['label_rm', 'Romansh']], { tag: 'label' })
one('name_rm with another prefix is not a translation', 'xx', [['label', 'x'], ['name_rm', 'kept'], ['label_de', 'y']], { tag: 'label' })
one('the local name ends in _rm', 'xx', [['a_rm', 'local'], ['a_rm_de', 'y']], { tag: 'a_rm' })

// Own chains.
const own = { de: ['fr', 'it'], en: 'de', ru: ['name', 'en'], xx: ['xx', 'yy', 'yy'], yy: ['name_fr'], constructor: ['fr'], he: [] }
const many = [['name', 'local'], ['name_it', 'I'], ['name_fr', 'F'], ['name_en', 'E'], ['name_ja_rm', 'R'], ['name_yy', 'Y']]
for (const lang of ['de', 'en', 'ru', 'xx', 'yy', 'constructor', 'toString', 'he', 'el', 'br', 'zh-tw', 'local', undefined]) {
  one(`own chains, ${lang ?? 'default'}`, lang, many, { languageMap: own })
  one(`own chains in a file, ${lang ?? 'default'}`, lang, many, { languageMap: { file: own } })
}
one('no chains', 'el', [['name', 'local'], ['name_en', 'E']], { languageMap: {} })
one('chains are not followed further', 'en', [['name', 'local'], ['name_fr', 'F']], { languageMap: own })
one('a chain with the language name_fr has the key name_name_fr', 'yy', [['name', 'local'], ['name_name_fr', 'F']], { languageMap: own })

// Order, repetition, empty values, other types.
for (const [about, tags] of [
  ['the name moves to the end', [['name', 'a'], ['class', 'x'], ['rank', 1], ['name_en', 'b'], ['z', true]]],
  ['the last of equal keys', [['name_en', 'first'], ['name', 'x'], ['name_en', 'second']]],
  ['the last of equal local names', [['name', 'first'], ['name_xx', 'x'], ['name', 'second']]],
  ['equal keys of other tags are kept', [['class', 'a'], ['name_en', 'x'], ['class', 'b'], ['class', 'a']]],
  ['an empty translation counts', [['name', 'x'], ['name_en', '']]],
  ['an empty local name counts', [['name', ''], ['name_xx', 'y']]],
  ['an empty code', [['name', 'x'], ['name_', 'y'], ['name_de', 'z']]],
  ['the case of keys', [['name', 'x'], ['name_EN', 'no'], ['Name_en', 'kept'], ['NAME', 'kept']]],
  ['white space is kept', [['name', ' x '], ['name_en', ' y\n']]],
  ['a key with a dash', [['name', 'x'], ['name-en', 'kept'], ['name_de', 'y']]],
  ['a key with a colon', [['name', 'x'], ['name:en', 'kept'], ['name_de', 'y']]],
  ['a key without a separator', [['name', 'x'], ['nameen', 'kept'], ['names', 'kept'], ['name_de', 'y']]],
  ['only a local name: not changed', [['name', 'x'], ['class', 'y']]],
  ['only a number as a local name: not changed', [['name', 5], ['class', 'y']]],
  ['no names: not changed', [['class', 'y'], ['rank', 1.5]]],
  ['no tags', []],
  ['only translations, none that fits', [['class', 'y'], ['name_de', 'x']]],
  ['a translation that is a number', [['name', 'x'], ['name_en', 5]]],
  ['a translation that is a boolean', [['name', 'x'], ['name_de', true]]],
  ['a translation that is a fraction', [['name', 'x'], ['name_de', 1.5]]],
  ['a local name that is a number', [['name', -5], ['name_de', 'x']]],
  ['keys of JavaScript objects', [['constructor', 'a'], ['name', 'b'], ['name_constructor', 'c'], ['toString', 'd']]],
  ['names with quotes and brackets', [['name', '"x" (y)'], ['name_en', '{"en":"z"}']]],
  ['right to left', [['name', 'القاهرة'], ['name_en', 'Cairo'], ['name_he', 'קהיר']]],
  ['beyond the basic plane', [['name', '𠮷野'], ['name_en', '𝒀']]]
]) {
  for (const lang of ['en', 'he', undefined]) one(about, lang, tags, { defaultLanguage: 'local' })
}
one('__proto__ as a code', '__proto__', [['name', 'x'], ['name___proto__', 'y']])
one('constructor as a code', 'constructor', [['name', 'x'], ['name_constructor', 'y']])
add('a layer with translations in another feature', { lang: 'en', features: [[['name', 'x'], ['class', 'a']], [['name_en', 'y']], []] })
add('a wrong type in a layer with translations in another feature', { lang: 'en', features: [[['name', 1]], [['name_en', 'y']]] })

// The JSON object.
for (const [about, value] of [
  ['translations', '{"en":"Rome","de":"Rom","ja_rm":"Rōma"}'], ['no translations', '{}'], ['white space', ' { "en" : "Rome" } '],
  ['a repeated code', '{"en":"first","de":"Rom","en":"second"}'], ['an empty code', '{"":"x","en":"Rome"}'], ['an empty name', '{"en":""}'],
  ['null', '{"en":null,"de":"Rom"}'], ['a number', '{"en":5,"de":-1.5,"fr":1e2}'], ['a boolean', '{"en":true,"de":false}'],
  ['a list', '{"en":["a","b"],"de":"Rom"}'], ['an object', '{"en":{"a":1},"de":"Rom"}'], ['escapes', '{"en":"R\\u00f6m\\n\\"x\\"","\\u0064e":"Rom"}'],
  ['a code of JavaScript objects', '{"constructor":"x","__proto__":"y","en":"Rome"}'], ['long codes', '{"zh-classical":"羅馬","zh_pinyin":"Luómǎ"}'],
  ['no JSON', '{not json'], ['nothing', ''], ['an unfinished object', '{"en":"Rome"'], ['text behind the object', '{"en":"Rome"}}'], ['a JSON list', '["Rome"]'],
  ['JSON null', 'null'], ['a JSON text', '"Rome"'], ['a JSON number', '5'], ['a trailing comma', '{"en":"Rome",}'], ['single quotes', "{'en':'Rome'}"],
  ['a number as the object', 5], ['a boolean as the object', true]
]) {
  const features = [[['class', 'city'], ['name_', value], ['name', 'Roma'], ['rank', 1]]]
  add(`json2tags, ${about}`, { stages: ['json2tags'], features })
  for (const lang of ['en', 'de', 'nl', 'local']) add(`both, ${about}, ${lang}`, { stages: ['json2tags', 'babel'], lang, features })
}
const json = (about, tags, params) => add(`json2tags, ${about}`, { stages: ['json2tags'], params, features: [tags] })
json('twice', [['name_', '{}'], ['class', 'x'], ['name_', '{}']])
json('twice, the first is wrong', [['name_', '{}'], ['name_', '{"en":"x"}'], ['name', 'y']])
json('a translation that exists', [['name_en', 'old'], ['name_', '{"en":"new"}'], ['name', 'y']])
json('other keys with the prefix are kept', [['name_en', 5], ['name', 'y']])
json('no object', [['class', 'x'], ['name', 'y']])
json('another tag', [['name_', '{"en":"kept"}'], ['label_', '{"en":"x"}']], { tag: 'label' })
json('another multiTag', [['name_', '{"en":"kept"}'], ['i18n', '{":en":"x"}']], { multiTag: 'i18n' })
add('both, a translation that exists', { stages: ['json2tags', 'babel'], lang: 'en', features: [[['name_en', 'old'], ['name_', '{"en":"new"}']]] })
add('both, a translation that follows', { stages: ['json2tags', 'babel'], lang: 'en', features: [[['name_', '{"en":"new"}'], ['name_en', 'later']]] })
add('both, the order of romanized names', { stages: ['json2tags', 'babel'], lang: 'nl', features: [[['name', '東京'], ['name_', '{"ko_rm":"K","ja_rm":"J"}']]] })
add('babel alone removes the object', { lang: 'en', features: [[['name', 'x'], ['name_', '{"en":"y"}']]] })

console.log(rows.join('\n'))
