"""Which borders are disputed: Natural Earth's own claim lines, and the units it lists as breakaway or contested."""

import sqlite3

import shapely

from .mercator import project

# All of the border between these two is disputed (names as in world-atlas).
PAIRS = {
    frozenset(p)
    for p in [
        ("Somalia", "Somaliland"), ("Kosovo", "Serbia"), ("Cyprus", "N. Cyprus"), ("Morocco", "W. Sahara"),
        ("Cyprus", "Cyprus U.N. Buffer Zone"), ("N. Cyprus", "Cyprus U.N. Buffer Zone"), ("Israel", "Palestine"),
        ("Dhekelia", "N. Cyprus"), ("Cyprus U.N. Buffer Zone", "Dhekelia"), ("India", "Siachen Glacier"),
        ("Pakistan", "Siachen Glacier"), ("China", "Siachen Glacier"), ("Israel", "Syria"),
    ]
}

# Parts of a border, as (pair, west, south, east, north) in degrees: Kashmir, Crimea, Abyei, Halaib.
PARTS = [
    (frozenset(("India", "Pakistan")), 73.4, 32.4, 78.5, 37.5),
    (frozenset(("China", "Pakistan")), 73.0, 34.0, 79.0, 37.5),
    (frozenset(("Russia", "Ukraine")), 32.0, 44.0, 36.9, 46.6),
    (frozenset(("Egypt", "Sudan")), 31.0, 20.0, 38.0, 24.0),
]

# Natural Earth's lines of 2019 that are not disputes today, or only historical divisions.
NOT_CLAIMS = ("Former USSR oblast", "Ceasefire Line 1994")

# Leased or tiny administrative units that are not countries on a world map.
MERGED = {
    "Baikonur": "Kazakhstan", "USNB Guantanamo Bay": "Cuba", "Ashmore and Cartier Is.": "Australia",
    "Coral Sea Is.": "Australia",
}


def _geometry(blob):
    envelope = (blob[3] >> 1) & 7
    return shapely.from_wkb(blob[8 + [0, 32, 48, 48, 64][envelope] :])


def claim_lines(geopackage):
    """Natural Earth's disputed_borders in world units."""
    with sqlite3.connect(geopackage) as db:
        rows = db.execute("select name, geom from disputed_borders order by fid").fetchall()
    kept = [_geometry(g) for name, g in rows if not name.startswith(NOT_CLAIMS)]
    return shapely.line_merge(shapely.unary_union([shapely.transform(g, project) for g in kept]))


def states(geopackage, country):
    """First-level divisions of one country, in world units."""
    with sqlite3.connect(geopackage) as db:
        rows = db.execute("select geom from states_provinces where iso_a2 = ? order by fid", [country]).fetchall()
    return [shapely.make_valid(shapely.transform(_geometry(g), project)) for (g,) in rows]


def disputed_area(pair):
    """The part of the world where a pair's border is disputed as a whole, or None."""
    if pair in PAIRS:
        return shapely.box(-1, -1, 2, 2)
    boxes = [shapely.box(*_corners(*rest)) for p, *rest in PARTS if p == pair]
    return shapely.unary_union(boxes) if boxes else None


def _corners(west, south, east, north):
    (x0, y0), (x1, y1) = project([(west, north), (east, south)])
    return x0, y0, x1, y1
