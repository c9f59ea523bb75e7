"""Picks, out of GeoNames' untagged alternate names, the one a language would use: by alphabet, then by majority.

GeoNames as packaged carries no language tags, so a name is only taken where its letters decide. Legacy 8-bit and
CJK character sets are exact lists of what a language writes: ISO 8859-6 has no Persian letters, GB 2312 no
traditional Han.
"""

import re
import unicodedata

CYRILLIC_RU = re.compile(r"^[А-ЯЁа-яё \-]+$")
CYRILLIC_UK = re.compile(r"^[АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ \-]+$")
GREEK = re.compile(r"^[\u0370-\u03ff \-]+$")
HEBREW = re.compile(r"^[\u05d0-\u05ea '\"׳״\-]+$")
PERSIAN = re.compile(r"^[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءأؤ \u200c]+$")
ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u064a \-]+$")
DEVANAGARI = re.compile(r"^[\u0900-\u097f \-]+$")
BENGALI = re.compile(r"^[\u0980-\u09ef \-]+$")
THAI = re.compile(r"^[\u0e00-\u0e7f \-]+$")
HANGUL = re.compile(r"^[\uac00-\ud7a3 ]+$")
KATAKANA = re.compile(r"^[\u30a1-\u30fc・＝゠]+$")
HAN = re.compile(r"^[\u4e00-\u9fff·]+$")
GEORGIAN = re.compile(r"^[\u10d0-\u10ff \-]+$")
ARMENIAN = re.compile(r"^[\u0531-\u058f \-]+$")
ETHIOPIC = re.compile(r"^[\u1200-\u137f ]+$")
MYANMAR = re.compile(r"^[\u1000-\u109f]+$")
KHMER = re.compile(r"^[\u1780-\u17ff ]+$")
LAO = re.compile(r"^[\u0e80-\u0eff ]+$")


def _distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def _medoid(candidates, crowd=None):
    crowd = crowd or candidates
    return min(candidates, key=lambda c: (sum(_distance(c, o) for o in crowd), len(c), c)) if candidates else None


def _encodable(text, charset):
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


# Cyrillic that is not Russian: Belarusian, Bashkir and Sakha spellings, Kyrgyz "city", provinces.
NOT_RUSSIAN = re.compile(r"[шжч]ы|цы[яйе]|[дтнсрл]э|[дтр]ы[кяа]|э[йя]$|шаары|шахары|область|округ|Горький|Ленин|ьськ", re.I)
LATIN_OF_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya").split()))


def _romanized(name):
    letters = {**LATIN_OF_CYRILLIC, "і": "i", "ї": "i", "є": "e", "ґ": "g", "’": "", "'": ""}
    return "".join(letters.get(x, x) for x in name.lower()).replace("_", "")


def _plain_latin(name):
    folded = unicodedata.normalize("NFKD", name.lower())
    return "".join(x for x in folded if not unicodedata.combining(x) and x not in "’'‘")


def _closest(pool, latin, native=False):
    """The name that reads most like the Latin one; of its own country's forms the one with soft signs; else by majority."""
    key = _plain_latin(latin)
    best = min((_distance(_romanized(n), key) for n in pool), default=0)
    tied = [n for n in pool if _distance(_romanized(n), key) == best]
    soft = max((n.count("ь") for n in tied), default=0) if native else 0
    return _medoid([n for n in tied if not native or n.count("ь") == soft], pool)


def _russian(names, latin, country):
    pool = [n for n in names if CYRILLIC_RU.match(n) and n[0].isupper() and not NOT_RUSSIAN.search(n)]
    soft = [n for n in pool if "нь" in n] if country == "CN" else []
    return _closest(soft or pool, latin, native=country == "RU")


def _ukrainian(names, latin):
    own = [n for n in names if CYRILLIC_UK.match(n) and any(x in "іїє" for x in n.lower()) and "ґ" not in n.lower()]
    return _closest([n for n in own if "округ" not in n and "Мист" not in n], latin)


def _without(names, *endings):
    """Drops 'city' endings, then forms that are another one plus an ending."""
    cut = []
    for n in names:
        for e in endings:
            if len(n) > len(e) + 1 and n.endswith(e):
                n = n[: -len(e)].rstrip()
        cut.append(n)
    return sorted(set(cut))


def _han(names, charset):
    """Names in Han that a character set contains; if some of them also occur with 'city', only those, without it."""
    fit = [n for n in names if HAN.match(n) and _encodable(n, charset)]
    cities = [n for n in fit if len(n) > 2 and n.endswith("市")]
    return _without(cities or fit, "市", "縣", "县", "都", "区", "區")


def _shortest(candidates):
    if not candidates:
        return None
    length = min(map(len, candidates))
    return _medoid([c for c in candidates if len(c) <= max(length, 2)] or candidates)


def _japanese(names, country, latin):
    if country in ("JP", "CN", "TW"):
        found = _shortest(_han(names, "cp932"))
        if found:
            return found
    kana = [n for n in names if KATAKANA.match(n)]
    return _medoid(kana)


ARAB = set("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())


def _arabic(names, country):
    pool = [n for n in names if ARABIC.match(n) and _encodable(n, "iso8859-6") and "آ" not in n]
    article = [n for n in pool if n.startswith("ال") and " " not in n] if country in ARAB else []
    return _medoid(article or pool)


def _plain(pattern, check=lambda n: True, *endings):
    return lambda names, country, latin: _medoid(_without([n for n in names if pattern.match(n) and check(n)], *endings))


PICK = {
    "ru": lambda names, country, latin: _russian(names, latin, country),
    "uk": lambda names, country, latin: _ukrainian(names, latin),
    "el": _plain(GREEK),
    "he": _plain(HEBREW, lambda n: "ײ" not in n and "ע" not in n[1:] and n.count("א") < 2 + n.startswith("א")),
    "ar": lambda names, country, latin: _arabic(names, country),
    "fa": _plain(PERSIAN, lambda n: True),
    "hi": _plain(DEVANAGARI),
    "bn": _plain(BENGALI, lambda n: "ৰ" not in n and "ৱ" not in n),
    "th": _plain(THAI),
    "ko": _plain(HANGUL, lambda n: True, "시"),
    "ja": _japanese,
    "zh": lambda names, country, latin: _shortest(_han(names, "gb2312")),
    "zh-hant": lambda names, country, latin: _shortest(_han(names, "big5")),
    "ka": _plain(GEORGIAN),
    "hy": _plain(ARMENIAN),
    "am": _plain(ETHIOPIC),
    "my": _plain(MYANMAR, lambda n: True, "မြို့"),
    "km": _plain(KHMER),
    "lo": _plain(LAO),
}


def pick(names, language, country, latin):
    """names: alternate names; country: ISO code; latin: the romanized name. The name in that language, or None."""
    rule = PICK.get(language)
    return rule(names, country, latin) if rule else None
