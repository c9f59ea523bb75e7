"""Writes pin-s.svg, pin-m.svg, pin-l.svg and symbols.txt: see README.md.

Usage: build.py PACKAGES OUT, where PACKAGES holds the unpacked packages `pins`, `maki`, `newer` and `font`.
"""
import pathlib
import re
import string
import sys
import xml.etree.ElementTree as xml

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

PACKAGES, OUT = map(pathlib.Path, sys.argv[1:])
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"

# Names of older versions of Maki, as makizushi maps them.
ALIASES = {
    "america-football": "american-football", "camera": "attraction", "chemist": "pharmacy", "disability": "wheelchair",
    "emergency-telephone": "emergency-phone", "industrial": "industry", "land-use": "landuse",
    "london-underground": "rail-metro", "minefield": "danger", "mobilephone": "mobile-phone", "oil-well": "industry",
    "park2": "park-alt1", "polling-place": "post", "rail-above": "rail", "rail-underground": "rail-metro",
    "toilets": "toilet",
}
# Letters and numbers: makizushi sets them in this size on a square of 12 units, centered, with this base line.
FONT_SIZE, SQUARE, BASE_LINE = 11, 12, 10.1


def part(tree, size):
    """The group of one size, and the left edge and top of its canvas in units of the document."""
    group = next(g for g in tree.iter(f"{SVG}g") if g.get("id") == f"pin-{size}")
    canvas = group.find(f"{SVG}rect")
    return group, (float(canvas.get("x")), float(canvas.get("y"))), (canvas.get("width"), canvas.get("height"))


def pin(size):
    """The shapes of one size on a canvas whose corner is the origin: the body, the shadow and the light edge."""
    base, mask = (xml.parse(PACKAGES / "pins/markers-src" / kind / "pin.svg").getroot() for kind in ("base", "mask"))
    group, (left, top), (width, height) = part(base, size)
    body = group.find(f"{SVG}path").get("d")
    group, _, _ = part(mask, size)
    shadow, edge = group.findall(f"{SVG}path")
    if "url(" not in shadow.get("style"):
        shadow, edge = edge, shadow
    # The shadow is drawn in the units of the layer around it, which is shifted by whole numbers but for the corner.
    dx, dy = (float(v) for v in re.findall(r"-?[\d.]+", shadow.get("transform")))
    name = re.search(r"url\(#(\w+)\)", shadow.get("style"))[1]
    gradient = next(e for e in mask.iter(f"{SVG}radialGradient") if e.get("id") == name)
    stops = next(e for e in mask.iter(f"{SVG}linearGradient") if "#" + e.get("id") == gradient.get(HREF))
    lines = []
    for stop in stops:
        opacity = re.search(r"stop-opacity:([\d.]+)", stop.get("style"))[1]
        lines.append(f'<stop offset="{stop.get("offset")}" stop-opacity="{opacity}"/>')
    of = " ".join(f'{key}="{gradient.get(key)}"' for key in ("cx", "cy", "fx", "fy", "r", "gradientTransform"))
    shift = lambda x, y: f"translate({x:.7g} {y:.7g})"
    (OUT / f"pin-{size}.svg").write_text(f'''\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">
<radialGradient id="shade" gradientUnits="userSpaceOnUse" {of}>
{"".join(lines)}
</radialGradient>
<rect width="{width}" height="{height}" fill="none" stroke="none"/>
<path fill="#7f7f7f" transform="{shift(-left, -top)}" d="{body}"/>
<path fill="url(#shade)" transform="{shift(dx - left, dy - top)}" d="{shadow.get("d").strip()}"/>
<path fill="#fff" fill-opacity="0.5" transform="{shift(-left, -top)}" d="{edge.get("d")}"/>
</svg>
''')


def pictograms():
    """The path data of Maki's icons by name. Old versions win."""
    found = {}
    for package in ("newer", "maki"):
        for file in sorted((PACKAGES / package / "icons").glob("*.svg")):
            root = xml.parse(file).getroot()
            assert root.get("viewBox") == "0 0 15 15", file
            shapes = [shape for shape in root if shape.tag != f"{SVG}title"]
            assert all(shape.tag == f"{SVG}path" and not shape.get("transform") for shape in shapes), file
            # A path starts at the corner, not where the one before it ended.
            data = "M0 0".join(shape.get("d") for shape in shapes)
            found[file.stem] = " ".join(data.split())
    return found


def texts():
    """The path data of a to z and 1 to 99 by name."""
    font = TTFont(PACKAGES / "font/files/open-sans-latin-700-normal.woff")
    glyphs, names, scale = font.getGlyphSet(), font.getBestCmap(), FONT_SIZE / font["head"].unitsPerEm
    shown = {letter: letter.upper() for letter in string.ascii_lowercase} | {str(n): str(n) for n in range(1, 100)}
    for name, text in shown.items():
        line = [names[ord(char)] for char in text]
        x = SQUARE / 2 - sum(glyphs[glyph].width for glyph in line) * scale / 2
        pen = SVGPathPen(glyphs, ntos=lambda v: f"{v:.2f}".rstrip("0").rstrip("."))
        for glyph in line:
            glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, x, BASE_LINE)))
            x += glyphs[glyph].width * scale
        yield name, pen.getCommands()


for size in "sml":
    pin(size)
rows = [f"{name} 15 {data}" for name, data in sorted(pictograms().items())]
rows += [f"{name} {SQUARE} {data}" for name, data in texts()]
rows += [f"{name} = {target}" for name, target in sorted(ALIASES.items())]
(OUT / "symbols.txt").write_text("\n".join(rows) + "\n")
