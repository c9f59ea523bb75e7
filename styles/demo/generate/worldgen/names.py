"""Names in many languages: CLDR for countries and time zone cities, our own table, GeoNames by alphabet."""

import csv
import json

from . import scripts

# Languages of country labels.
COUNTRY_LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka ko lt lv nb nl pl pt ro ru sk sr sv ta th "
    "tr uk ur vi zh zh-hant"
).split()

# Languages of place labels.
CITY_LANGUAGES = "ar bn de el en es fa fr he hi it ja ko nl pl pt ru th tr uk vi zh".split()

# CLDR locale where it differs from the OSM key.
LOCALES = {"nb": "no", "zh-hant": "zh-Hant", "sr-latn": "sr-Latn"}

# The language of local names for countries whose maps do not use CLDR's most spoken official language.
LOCAL_LANGUAGE = {
    "IN": "en", "PK": "en", "LK": "en", "SG": "en", "PH": "en", "MY": "ms", "KE": "en", "TZ": "sw", "UG": "en",
    "ZA": "en", "NG": "en", "GH": "en", "ZW": "en", "ZM": "en", "RW": "rw", "CH": "de", "BE": "nl", "CA": "en",
    "IE": "en", "MT": "en", "PG": "en", "LU": "fr", "CM": "fr", "BI": "fr", "MG": "fr", "FJ": "en", "TD": "fr",
    "DJ": "fr", "KM": "fr", "SO": "so", "ER": "en", "SD": "ar", "SS": "en", "MR": "ar", "MA": "ar", "DZ": "ar",
    "EH": "ar", "IL": "he", "PS": "ar", "IQ": "ar", "AF": "fa", "TJ": "tg", "KZ": "kk", "KG": "ky", "BY": "be",
    "CY": "el", "HK": "zh-hant", "MO": "zh-hant", "TW": "zh-hant", "CN": "zh", "NO": "nb", "RS": "sr", "BA": "bs",
    "ME": "sr-latn", "XK": "sq", "NZ": "en", "WS": "sm", "TO": "to", "VU": "en", "MU": "en", "SC": "en", "BW": "en",
    "LS": "en", "SZ": "en", "NA": "en", "MW": "en", "LR": "en", "SL": "en", "GM": "en", "HT": "fr", "PY": "es",
    "BO": "es", "PE": "es", "BN": "ms", "TL": "pt", "MV": "dv", "BT": "en", "GL": "kl", "AQ": "en", "SJ": "nb",
    "FO": "fo", "PR": "es", "CW": "nl", "AW": "nl", "SX": "nl", "ET": "am", "UZ": "uz", "AX": "sv", "GU": "en",
    "BF": "fr", "ML": "fr", "NE": "fr", "GN": "fr", "SN": "fr", "CF": "fr", "CG": "fr", "CD": "fr", "CI": "fr",
}

# Shorter names where CLDR's neutral wording is too long for a map, in the most used languages.
COUNTRY_OVERRIDES = {
    ("CD", "en"): "DR Congo", ("CG", "en"): "Congo", ("CD", "fr"): "RD Congo", ("CG", "fr"): "Congo",
    ("CD", "de"): "DR Kongo", ("CG", "de"): "Kongo", ("CD", "es"): "RD del Congo", ("CG", "es"): "Congo",
    ("CD", "it"): "RD del Congo", ("CG", "it"): "Congo", ("CD", "pt"): "RD do Congo", ("CG", "pt"): "Congo",
    ("CD", "pl"): "DR Konga", ("CG", "pl"): "Kongo", ("CD", "nl"): "DR Congo", ("CG", "nl"): "Congo",
    ("BA", "en"): "Bosnia and Herzegovina", ("TT", "en"): "Trinidad and Tobago", ("AG", "en"): "Antigua and Barbuda",
    ("KN", "en"): "Saint Kitts and Nevis", ("VC", "en"): "Saint Vincent and the Grenadines",
    ("ST", "en"): "São Tomé and Príncipe", ("LC", "en"): "Saint Lucia", ("TR", "en"): "Turkey",
    ("GM", "de"): "Gambia",
}

SHORT = {"HK", "MO", "PS", "MM"}

# CLDR keeps the time zone identifiers of 1993.
ZONE_ALIASES = {
    "Calcutta": "Kolkata", "Katmandu": "Kathmandu", "Rangoon": "Yangon", "Saigon": "Ho_Chi_Minh", "Kiev": "Kyiv",
    "Godthab": "Nuuk", "Asmera": "Asmara", "Faeroe": "Faroe", "Truk": "Chuuk", "Ponape": "Pohnpei",
}
# Zones named for a country or island, whose name is not its city's.
ZONES_NOT_CITIES = {
    "Qatar", "Kuwait", "Bahia", "Bahrain", "Brunei", "Panama", "Jamaica", "Puerto_Rico", "El_Salvador", "Costa_Rica", "Cayman",
    "Martinique", "Guadeloupe", "Barbados", "Antigua", "Grenada", "Dominica", "Montserrat", "Aruba", "Curacao",
    "Bermuda", "Malta", "Andorra", "Macau", "Sakhalin", "Kamchatka", "Hovd", "Mauritius", "Maldives", "Reunion",
    "Comoro", "Mayotte", "Mahe", "Fiji", "Guam", "Saipan", "Palau", "Nauru", "Tahiti", "Efate", "Easter", "Azores",
    "Canary", "Madeira", "Cape_Verde", "St_Helena", "Jersey", "Guernsey", "Isle_of_Man", "Cayenne_", "Guyana",
    "Knox", "Troll", "Vostok", "Davis", "Palmer", "Casey",
}


def load_json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def compact(mapping):
    """A `name_` field: the JSON object as text, with sorted keys."""
    return json.dumps(mapping, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _territories(cldr, language):
    locale = LOCALES.get(language, language)
    path = cldr / "cldr-localenames-full" / "main" / locale / "territories.json"
    if not path.exists():
        return {}
    table = load_json(path)["main"][locale]["localeDisplayNames"]["territories"]
    out = {}
    for code, name in table.items():
        if len(code) == 2 and code.isupper():
            out[code] = table.get(f"{code}-alt-short", name) if code in SHORT else name
    for (code, lang), name in COUNTRY_OVERRIDES.items():
        if lang == language:
            out[code] = name
    return {code: name for code, name in out.items() if name != code}


def local_languages(cldr):
    """{country code: language of its local names}."""
    info = load_json(cldr / "cldr-core" / "supplemental" / "territoryInfo.json")["supplemental"]["territoryInfo"]
    out = {}
    for code, entry in info.items():
        official = [
            (float(v["_populationPercent"]), language)
            for language, v in entry.get("languagePopulation", {}).items()
            if v.get("_officialStatus") in ("official", "de_facto_official")
        ]
        if official:
            out[code] = max(official)[1].split("_")[0]
    return {**out, **LOCAL_LANGUAGE}


def countries(cldr):
    """({code: {language: name}}, {code: local name})."""
    tables = {language: _territories(cldr, language) for language in COUNTRY_LANGUAGES}
    local_language = local_languages(cldr)
    names, local = {}, {}
    extra = {}
    for code in tables["en"]:
        names[code] = {language: t[code] for language, t in tables.items() if code in t}
        language = local_language.get(code, "en")
        if language not in extra:
            extra[language] = _territories(cldr, language)
        local[code] = extra[language].get(code) or names[code]["en"]
    return names, local


def zone_cities(cldr):
    """{last part of the time zone id: {language: city name}}, for CITY_LANGUAGES and every local language."""
    root = cldr / "cldr-dates-full" / "main"
    languages = sorted(set(CITY_LANGUAGES) | set(local_languages(cldr).values()))
    out = {}
    for language in languages:
        locale = LOCALES.get(language, language)
        path = root / locale / "timeZoneNames.json"
        if path.exists():
            zones = load_json(path)["main"][locale]["dates"]["timeZoneNames"]["zone"]
            for zone, name in _exemplars(zones):
                # "Tripoli (Libye)" distinguishes time zones, not cities on a map.
                out.setdefault(zone, {})[language] = name.split(" (")[0].split("（")[0]
    out = {ZONE_ALIASES.get(z, z): names for z, names in out.items() if z not in ZONES_NOT_CITIES}
    for zone, names in out.items():
        names.setdefault("en", zone.replace("_", " "))
        # Locales leave out what equals the root's spelling, the zone id.
        for language in languages:
            if language in LATIN:
                names.setdefault(language, zone.replace("_", " "))
    return out


# Languages in Latin script: without a name of their own they show a Latin local name, else the romanized one.
LATIN = set("az ca cs da de en es et eu fi fr hr hu id it lt lv nb nl pl pt ro sk sl sq sv sw tr uz vi".split())


def _exemplars(tree, key=None):
    for name, value in tree.items():
        if isinstance(value, dict):
            if "exemplarCity" in value:
                yield name, value["exemplarCity"]
            else:
                yield from _exemplars(value, name)


def own_table(path):
    """names/cities.tsv -> {(country code, GeoNames name): {language or 'local': name}}."""
    out = {}
    with open(path, encoding="utf-8") as f:
        for row in csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and not row[0].startswith("#"):
                code, name, *pairs = row
                out[(code, name)] = dict(p.split("=", 1) for p in pairs)
    return out


def city_names(city, zones, own, local_language, report):
    """(local name, {language: name}) of one GeoNames city; report(language, source) counts where names come from."""
    code, alternates = city["countrycode"], sorted({a for a in city["alternatenames"] if a})
    curated = own.get((code, city["name"]), {})
    zone = zones.get(city.get("zone_key") or "", {})
    latin = curated.get("en") or zone.get("en") or city["name"]
    language = local_language.get(code, "en")
    in_script = scripts.pick(alternates, language, code, latin)
    local = curated.get("local") or curated.get(language) or (zone.get(language) if language != "en" else None)
    local = local or in_script or (latin if language == "en" else city["name"])
    names = {"en": latin}
    for wanted in CITY_LANGUAGES:
        found, source = curated.get(wanted), "own"
        if not found:
            found, source = zone.get(wanted), "cldr"
        if not found and wanted in scripts.PICK:
            found, source = scripts.pick(alternates, wanted, code, latin), "geonames"
        if not found and wanted == language:
            found, source = local, "local"
        if found:
            names[wanted] = found
            report(wanted, source)
    return local, slim(local, names)


def slim(local, names):
    """Without what the fallback provides: Latin-script languages fall back to a Latin local name, else to name_en_rm."""
    default = local
    if not _is_latin(local):
        default = names["en"]
        names = {**names, "en_rm": default}
    return {k: v for k, v in names.items() if k in ("en", "en_rm") or k not in LATIN or v != default}


def _is_latin(text):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or ord(c) in (0x2019, 0x2BB, 0x2BC) for c in text)
