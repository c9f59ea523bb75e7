"""Subsets Noto for karto. Usage: python subset.py DIRECTORY_OF_UNPACKED_PACKAGES OUTPUT_DIRECTORY

All fonts keep their layout tables (GSUB, GPOS, mark positioning); hints are dropped, because karto draws outlines unhinted.
"""

import gzip
import json
import sys
from pathlib import Path

import mapbox_vector_tile
from fontTools import subset
from fontTools.ttLib import TTFont
from pmtiles.reader import MmapSource, all_tiles

CORE = "fonts-noto-core/usr/share/fonts/truetype/noto"
EMOJI = "emoji/400Regular/NotoEmoji_400Regular.ttf"
CJK = "fonts-noto-cjk/usr/share/fonts/opentype/noto"
WORLD = Path(__file__).resolve().parent.parent / "demo" / "world.pmtiles"
SIMPLIFIED_CHINESE = 2  # index in the collection

# Latin, Greek and Cyrillic with their extensions, punctuation, arrows and the combining marks.
EUROPEAN = [
    (0x20, 0x52F), (0x1AB0, 0x1AFF), (0x1C80, 0x1C8F), (0x1D00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2C60, 0x2C7F),
    (0x2DE0, 0x2E7F), (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFE20, 0xFE2F), (0xFFFD, 0xFFFD),
]
EVERYTHING = [(0x0, 0x10FFFF)]
# Characters that are emoji on their own: no digits, no flags of two letters, no sequences.
PICTURES = [(0x231A, 0x231B), (0x23E9, 0x23FA), (0x2600, 0x27BF), (0x2B05, 0x2B55), (0x1F000, 0x1F1E5), (0x1F200, 0x1FAFF)]
FONTS = {
    "NotoSans-Regular": EUROPEAN, "NotoSans-Bold": EUROPEAN, "NotoSans-Italic": EUROPEAN,
    **{
        f"NotoSans{script}-{weight}": EVERYTHING
        for weight, scripts in {
            "Regular": "Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao "
            "Myanmar Khmer Georgian Armenian Ethiopic Thaana Tifinagh CanadianAboriginal NKo OlChiki",
            "Bold": "Arabic Hebrew Devanagari Bengali Thai Georgian Armenian",
        }.items()
        for script in scripts.split()
    },
}


def names_of_the_map():
    """(characters of all names, characters of country and capital names) of the embedded world."""
    every, bold = set(), set()
    with open(WORLD, "rb") as f:
        for _, data in all_tiles(MmapSource(f)):
            tile = mapbox_vector_tile.decode(gzip.decompress(data))
            for layer in ("country_label", "place_label", "marine_label"):
                for feature in tile.get(layer, {"features": []})["features"]:
                    properties = feature["properties"]
                    text = properties["name"] + "".join(json.loads(properties["name_"]).values())
                    every.update(text)
                    if layer == "country_label" or properties.get("capital"):
                        bold.update(text)
    return every, bold


def charset(first, last, encoding):
    """Characters of a two-byte character set between two lead bytes."""
    out = set()
    for lead in range(first, last + 1):
        for trail in range(0xA1, 0xFF):
            try:
                out.add(bytes([lead, trail]).decode(encoding))
            except UnicodeDecodeError:
                pass
    return out


def is_cjk(character):
    code = ord(character)
    return 0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3 or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF


def write(source, target, unicodes, number=-1, features=("*",)):
    font = TTFont(source, fontNumber=number, recalcTimestamp=False, lazy=True)
    options = subset.Options()
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    font.save(target)
    print(f"{target.stat().st_size:>9}  {target.name}")


def main():
    packages, output = Path(sys.argv[1]), Path(sys.argv[2])
    for name, ranges in FONTS.items():
        source = packages / CORE / f"{name}.ttf"
        covered = TTFont(source, lazy=True).getBestCmap()
        write(source, output / f"{name}.ttf", [c for c in covered if any(a <= c <= b for a, b in ranges)])
    drawn = TTFont(packages / EMOJI, lazy=True).getBestCmap()
    pictures = [c for c in drawn if any(a <= c <= b for a, b in PICTURES)]
    write(packages / EMOJI, output / "NotoEmoji-Regular.ttf", pictures, features=())
    every, bold = names_of_the_map()
    # GB 2312's first level (3,755 Han by frequency), KS X 1001's Hangul (2,350 syllables), kana and CJK punctuation.
    common = charset(0xB0, 0xD7, "gb2312") | charset(0xB0, 0xC8, "euc_kr") | {chr(c) for c in range(0x3000, 0x3100)}
    regular = {ord(c) for c in common | every if is_cjk(c)}
    write(packages / CJK / "NotoSansCJK-Regular.ttc", output / "NotoSansCJKsc-Regular.otf", regular, SIMPLIFIED_CHINESE)
    kana = {chr(c) for c in range(0x3000, 0x3100)}
    strong = {ord(c) for c in bold | kana if is_cjk(c)}
    write(packages / CJK / "NotoSansCJK-Bold.ttc", output / "NotoSansCJKsc-Bold.otf", strong, SIMPLIFIED_CHINESE)
    total = sum(f.stat().st_size for f in output.glob("*.[ot]tf"))
    print(f"{total:>9}  in all")
    if total > 6_500_000:
        raise SystemExit("the fonts are larger than 6.5 MB")


if __name__ == "__main__":
    main()
