#!/usr/bin/env python3
"""Writes the tile that the cases of this folder are drawn from: tile.pbf, with a layer for each kind of case.

    tests/mapnik/tiles.py

Coordinates here are pixels of a 256-pixel tile (16 units of the tile each).
"""
import math, pathlib

from mvt import EXTENT, Single, Unsigned, encode

HERE = pathlib.Path(__file__).resolve().parent
UNIT = EXTENT // 256


def units(points):
    return [(round(x * UNIT), round(y * UNIT)) for x, y in points]


def area(*rings, **attributes):
    return 3, [units(ring) for ring in rings], attributes


def line(*parts, **attributes):
    return 2, [units(part) for part in parts], attributes


def point(*places, **attributes):
    return 1, [units([place]) for place in places], attributes


def box(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def arc(x, y, radius, start, end, count=32):
    """Points of a circle from one angle to another, in degrees, clockwise on the picture."""
    angles = [math.radians(start + (end - start) * i / count) for i in range(count + 1)]
    return [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles]


def star(x, y, outer, inner, tips=5):
    angles = [math.pi * i / tips - math.pi / 2 for i in range(2 * tips)]
    return [(x + r * math.cos(a), y + r * math.sin(a)) for a, r in zip(angles, [outer, inner] * tips)]


def wave(left, right, y, height, length, step=4):
    count = int((right - left) / step)
    return [(left + i * step, y + height * math.sin(2 * math.pi * i * step / length)) for i in range(count + 1)]


AREAS = {
    "area": [
        area(box(14, 14, 92, 84), box(36, 34, 70, 64)[::-1], id=1, name="Square", kind="park", height=9.0, levels=Unsigned(3)),
        area(star(150, 54, 44, 17), id=2, name="Star", kind="park", height=14.0, below=-2, flag=True),
        area(box(200, 20, 224, 44), box(228, 52, 244, 96), id=3, name="Twins", kind="wood", height=5.0, ratio=Single(0.25)),
        area([(20, 104), (100, 112), (24, 122)], id=4, name="Wedge", kind="wood", height=3.0, flag=False),
        area(arc(70, 184, 46, 0, 360, 48)[:-1], id=5, name="Round", kind="water", height=22.0, levels=Unsigned(7), ratio=Single(1.5)),
        area(box(140, 130, 300, 190), id=6, name="Over the edge", kind="water", height=12.0),
        area(arc(180, 214, 30, 20, 340, 40) + arc(180, 214, 14, 340, 20, 30), id=7, kind="park", height=7.0, levels=Unsigned(1)),
        area(box(96, 160, 160, 250), id=8, name="Overlap", kind="wood", height=16.0, flag=True),
    ]
}

LINES = {
    "line": [
        line([(12, 14), (40, 60), (66, 14), (92, 60), (118, 14)], id=1, name="Zigzag Street", kind="road", layer=0, width=2.5),
        line([(140, 16), (200, 16), (212, 60), (148, 52), (140, 16)], id=2, name="Ring", kind="road", layer=1, oneway="yes"),
        line(arc(60, 150, 44, 180, 390, 40), id=3, name="Curved Crescent Road", kind="river", layer=0),
        line([(226, 30), (244, 38)], id=4, name="Short", kind="road", layer=1, oneway="-1"),
        line([(-20, 210), (276, 238)], id=5, name="Straight Avenue", kind="rail", layer=-1, width=6.0),
        line([(120, 90), (180, 84)], [(190, 88), (244, 110)], id=6, name="Two Parts", kind="road", layer=0),
        line(wave(112, 244, 146, 12, 22), id=7, name="Wave Lane", kind="river", layer=0),
        line([(124, 176), (196, 180), (128, 186)], id=8, kind="rail", layer=1),
        line(wave(210, 246, 190, 5, 6, 1), id=9, kind="river"),
        line([(16, 92), (16, 92.5), (30, 100), (30.2, 100.1), (44, 92), (45, 92)], id=10, kind="rail", layer=0),
    ]
}

POINTS = {
    "point": [
        point((40 + 58 * column, 36 + 46 * row), id=1 + row * 4 + column, name=name, kind=kind, rank=row, size=6 + 4 * column, ref=ref, **rest)
        for row, column, name, kind, ref, rest in [
            (0, 0, "Alton", "city", "A1", {"angle": 0}), (0, 1, "Brig", "town", "B22", {"angle": 30}),
            (0, 2, "Cork Hill", "town", "C333", {"angle": 90}), (0, 3, "Dell", "city", "D4", {"color": "#c02020"}),
            (1, 0, "Upper East Field", "town", "7", {"angle": -45}), (1, 1, "Fern", "village", "E 45", {"flag": True}),
            (1, 2, "Groß Gera", "village", "12;34", {"flag": False}), (1, 3, "Hag", "city", "M8", {"angle": 180}),
            (2, 0, "Inn", "village", "9", {}), (2, 1, "Jay's “Nest”", "town", "X", {"color": "#2040c0"}),
            (2, 2, "Kirk Yetholm", "city", "K-1", {}), (2, 3, "Low", "village", "L", {"angle": 10.5}),
            (3, 0, "Much Marcle", "town", "A 100", {}), (3, 1, "Ny", "town", "N2", {}),
            (3, 2, "Old Town Hall Square", "village", "1", {}), (3, 3, "Pry", "town", "P", {}),
        ]
    ],
    "crowd": [
        point((30 + 23 * (i % 9), 40 + 29 * (i // 9) + 4 * (i % 3)), id=i + 1, name=f"Place {i + 1}", kind=["a", "b", "c"][i % 3], rank=i)
        for i in range(54)
    ],
    "edge": [
        point((3, 60), id=1, name="West end"), point((252, 100), id=2, name="East end"), point((128, 3), id=3, name="North end"),
        point((60, 253), id=4, name="South end"), point((-30, 160), id=5, name="Outside west"), point((128, 128), id=6, name="Middle"),
        point((286, 200), id=7, name="Outside east"), point((40, 20), (90, 200), (200, 180), id=8, name="Three"),
    ],
}

NAMES = {
    "label": [
        point((66 + 124 * (i % 2), 24 + 30 * (i // 2)), id=i + 1, name=name, script=script)
        for i, (script, name) in enumerate([
            ("latin", "Château d’Œx"), ("cyrillic", "Нижний Новгород"), ("greek", "Θεσσαλονίκη"), ("arabic", "مدينة الكويت"),
            ("hebrew", "תל אביב–יפו"), ("devanagari", "नई दिल्ली क्षेत्र"), ("thai", "กรุงเทพมหานคร"), ("han", "北京市朝阳区"),
            ("mixed", "شارع 26 يوليو B-7"), ("bengali", "কলকাতা"), ("tamil", "சென்னை"), ("georgian", "თბილისი"),
            ("marks", "A\u0301o\u0308n\u0303 ffi"), ("kana", "アンデルセン通り"), ("digits", "12 1/2 № 3"), ("emoji", "☕ Café"),
        ])
    ],
    "long": [
        point((128, 40), id=1, name="The Worshipful Company of Makers of Playing Cards"),
        point((70, 120), id=2, name="North;South;East"), point((190, 120), id=3, name="Llanfairpwllgwyngyll"),
        point((70, 200), id=4, name="First line\nSecond"), point((190, 200), id=5, name="جامعة الملك عبد العزيز للعلوم والتكنولوجيا"),
    ],
    "street": [
        line([(8, 30), (248, 44)], id=1, name="Long Straight Street", ref="A 1"),
        line(arc(128, 210, 120, 215, 325, 40), id=2, name="Gently Bending Boulevard", ref="B 20"),
        line([(248, 130), (130, 128), (8, 150)], id=3, name="Backwards Road", ref="C3"),
        line(wave(8, 248, 176, 10, 80), id=4, name="شارع الملك فيصل", ref="D 4"),
        line([(10, 240), (90, 206), (170, 240), (250, 206)], id=5, name="Проспект Мира", ref="E55"),
        line([(20, 80), (20, 60), (60, 60), (60, 90)], id=6, name="Corner Court", ref="F"),
    ],
}

if __name__ == "__main__":
    (HERE / "tile.pbf").write_bytes(encode(AREAS | LINES | POINTS | NAMES))
