#!/usr/bin/env python3
"""Writes style.json and style-dark.json: the embedded world in two palettes.

    python3 styles/demo/style.py

Zooms are MapLibre's: a raster tile of zoom z shows this style at zoom z - 1. Icons come from ../osm/sprite.mjs.
"""
import json
import pathlib

HERE = pathlib.Path(__file__).parent

LIGHT = {
    "name": "karto", "dots": "light",
    "land": ["#f3efe6", "#f7f4ed"], "ice": ["#ffffff", 0.75], "water": ["#b3d2e1", "#bcd9e6"],
    "shelf": ["#dcecf1", 0.3], "coast": "#84aabd", "river": "#93bcd1", "lake_border": "#8fb0c4",
    "state": "#c9bca6", "border": "#a08d9a", "border_glow": ["#c9b6c4", 0.35],
    "sea_text": "#5f8ca6", "sea_halo": "rgba(188,215,228,0.6)",
    "town": "#77707a", "city": "#423c49", "country": "#6f5a73", "halo": "rgba(255,253,248,0.9)",
}
DARK = {
    "name": "karto dark", "dots": "dark",
    "land": ["#262b36", "#2a2f3b"], "ice": ["#5d6878", 0.45], "water": ["#12202e", "#152534"],
    "shelf": ["#2b4a63", 0.22], "coast": "#3d5b74", "river": "#345672", "lake_border": "#3e5a70",
    "state": "#464d5d", "border": "#716e88", "border_glow": ["#7d6e90", 0.16],
    "sea_text": "#547c99", "sea_halo": "rgba(18,32,46,0.7)",
    "town": "#98a0ae", "city": "#d7dbe3", "country": "#a9a5c4", "halo": "rgba(20,25,34,0.88)",
}

REGULAR, BOLD, ITALIC = ["Noto Sans Regular"], ["Noto Sans Bold"], ["Noto Sans Italic"]
RANK = ["get", "scalerank"]


def zoomed(*stops, base=1):
    """An interpolation over the zoom; stops: (zoom, value) pairs."""
    return ["interpolate", ["exponential", base] if base != 1 else ["linear"], ["zoom"], *(x for stop in stops for x in stop)]


def by_rank(*values):
    """values[0] for scalerank 1, values[1] for 2, and so on; the last one for all others."""
    return ["match", RANK, *(x for rank, value in enumerate(values[:-1], 1) for x in (rank, value)), values[-1]]


def build(p):
    layers = []

    def add(id, type, source_layer=None, minzoom=None, maxzoom=None, filter=None, layout=None, paint=None):
        layer = {"id": id, "type": type}
        if source_layer:
            layer.update({"source": "karto", "source-layer": source_layer})
        for key, value in (("minzoom", minzoom), ("maxzoom", maxzoom), ("filter", filter), ("layout", layout), ("paint", paint)):
            if value is not None:
                layer[key] = value
        layers.append(layer)

    def line(id, source_layer, color, width, filter=None, minzoom=None, dash=None, opacity=None, blur=None, cap=None):
        paint = {"line-color": color, "line-width": width, "line-dasharray": dash, "line-opacity": opacity, "line-blur": blur}
        layout = {"line-join": "round", "line-cap": cap}
        add(id, "line", source_layer, minzoom, filter=filter,
            layout={k: v for k, v in layout.items() if v is not None}, paint={k: v for k, v in paint.items() if v is not None})

    # Ground ---------------------------------------------------------------------------------------------------
    add("land", "background", paint={"background-color": zoomed((0, p["land"][0]), (6, p["land"][1]))})
    add("ice", "fill", "landcover", filter=["==", ["get", "class"], "ice"],
        paint={"fill-color": p["ice"][0], "fill-opacity": p["ice"][1]})

    level = ["get", "admin_level"]
    on_land, on_water = ["==", ["get", "maritime"], 0], ["==", ["get", "maritime"], 1]
    settled, disputed = ["==", ["get", "disputed"], 0], ["==", ["get", "disputed"], 1]
    line("state-border", "admin", p["state"], zoomed((3, 0.5), (6, 0.9), (10, 1.6)), ["all", ["==", level, 4], on_land], minzoom=3,
         dash=[3, 2], opacity=zoomed((3, 0.7), (5, 1)))
    line("river", "waterway", p["river"], zoomed((3, 0.5), (6, 1.3), (10, 3), base=1.3), ["==", ["get", "class"], "river"], minzoom=3,
         opacity=zoomed((3, 0.7), (5, 1)), cap="round")
    add("water", "fill", "water", paint={"fill-color": zoomed((0, p["water"][0]), (6, p["water"][1]))})
    # Shallow water: two soft bands along the coast, hardly seen on land.
    for name, width, blur in (("wide", (2.5, 8, 18, 26), (1, 4, 8, 11)), ("near", (1, 3.5, 8, 12), (0.5, 2, 4, 5))):
        line("shelf-" + name, "water", p["shelf"][0], zoomed(*zip((0, 3, 6, 9), width)), opacity=p["shelf"][1],
             blur=zoomed(*zip((0, 3, 6, 9), blur)))
    line("coast", "water", p["coast"], zoomed((0, 0.4), (4, 0.7), (8, 1.1)))
    country = ["==", level, 2]
    line("lake-border", "admin", p["lake_border"], zoomed((2, 0.5), (6, 1)), ["all", country, on_water], minzoom=2, dash=[3, 3])
    line("country-border-glow", "admin", p["border_glow"][0], zoomed((2, 1.6), (4, 3), (6, 5), (10, 9)),
         ["all", country, on_land, settled], minzoom=2, opacity=p["border_glow"][1])
    width = [(2, 0.6), (4, 0.9), (6, 1.3), (10, 2.2)]
    line("country-border", "admin", p["border"], zoomed((0, 0.35), *width), ["all", country, on_land, settled], cap="round")
    line("country-border-disputed", "admin", p["border"], zoomed((1, 0.4), *width), ["all", country, on_land, disputed], minzoom=1,
         dash=[2.5, 2])

    # Labels: the last ones are placed first. A dot and its name are one symbol, so that neither appears alone. ----
    halo = {"text-halo-color": p["halo"], "text-halo-width": 1.3, "text-halo-blur": 0.4}
    sides = ["bottom", "top", "left", "right", "bottom-left", "bottom-right", "top-left", "top-right"]

    def places(id, filter, minzoom, size, font, color, dot):
        add(id, "symbol", "place_label", minzoom, filter=filter,
            layout={"icon-image": ["step", ["zoom"], f"{dot}-s-{p['dots']}", 5, f"{dot}-m-{p['dots']}", 7, f"{dot}-l-{p['dots']}"],
                    "icon-padding": 1, "text-field": "{name}", "text-font": font, "text-size": size,
                    "text-variable-anchor": sides, "text-radial-offset": 0.42, "text-justify": "auto",
                    "text-max-width": 8, "text-padding": 3, "symbol-sort-key": ["get", "localrank"]},
            paint=dict(halo, **{"text-color": p[color]}))

    def countries(id, filter=None, minzoom=None, maxzoom=None, **layout):
        add(id, "symbol", "country_label", minzoom, maxzoom, filter,
            layout={"text-field": "{name}", "text-font": BOLD, "text-transform": "uppercase",
                    "text-letter-spacing": by_rank(0.22, 0.16, 0.1, 0.06),
                    "text-size": zoomed((0, by_rank(8, 7)), (2, by_rank(11.5, 10, 9, 8.5)), (4, by_rank(17, 14.5, 12.5, 11, 9.5, 9)),
                                        (6, by_rank(23, 20, 17, 14, 12, 10.5)), (8, by_rank(28, 25, 22, 18, 15, 13))),
                    "text-max-width": 7, "text-line-height": 1.15, "text-padding": 3, "symbol-sort-key": RANK, **layout},
            paint=dict(halo, **{"text-color": p["country"], "text-halo-width": 1.4, "text-halo-blur": 0.5}))

    capital, town = ["==", ["get", "capital"], 1], ["==", ["get", "type"], "town"]
    seas = {"text-field": "{name}", "text-font": ITALIC, "text-letter-spacing": ["match", ["get", "class"], "ocean", 0.25, 0.1],
            "text-max-width": 6, "text-line-height": 1.25, "text-padding": 6, "symbol-sort-key": RANK,
            "text-size": zoomed((0, ["match", ["get", "class"], "ocean", 8.5, 8]), (2, ["match", ["get", "class"], "ocean", 13, 9.5]),
                                (4, ["match", ["get", "class"], "ocean", 19, 12]), (7, ["match", ["get", "class"], "ocean", 26, 18]))}
    add("sea", "symbol", "marine_label", maxzoom=8, layout=seas,
        paint={"text-color": p["sea_text"], "text-halo-color": p["sea_halo"], "text-halo-width": 1})
    places("town", ["all", town, ["!", capital]], 5, zoomed((5, 9.5), (8, 13)), REGULAR, "town", "dot-town")
    places("city", ["all", ["!", town], ["!", capital]], 2,
           zoomed((2, 9), (3, by_rank(10.5, 10.5, 10.5, 9.5)), (6, by_rank(15, 15, 15, 13, 11.5, 10.5)), (9, by_rank(20, 20, 20, 18, 16, 14))),
           REGULAR, "city", "dot-city")
    # At higher zooms a small country's name gives way to its capital.
    small = [">=", RANK, ["step", ["zoom"], 8, 4, 6, 5, 5]]
    aside = {"text-variable-anchor": ["center", "top", "bottom", "left", "right"], "text-radial-offset": 0.9}
    countries("country-small", small, minzoom=4, maxzoom=9, **aside)
    size = zoomed((2, 9), (3, by_rank(10.5, 10.5, 10.5, 9.5)), (6, by_rank(15.5, 15.5, 15.5, 13.5, 12)), (9, by_rank(21, 21, 21, 19, 17)))
    major = ["all", capital, ["<=", RANK, ["step", ["zoom"], 0, 3, 2]]]
    places("capital", ["all", capital, ["!", major]], 2, size, BOLD, "city", "dot-capital")
    countries("country", ["!", small], maxzoom=9, **aside)
    places("capital-major", major, 2, size, BOLD, "city", "dot-capital")

    return {
        "version": 8,
        "name": p["name"],
        "metadata": {"karto:description": "The world inside karto; made by style.py"},
        "center": [12, 24],
        "zoom": 2,
        "sources": {"karto": {"type": "vector", "url": "karto://world"}},
        "sprite": "sprite",
        "layers": layers,
    }


for file, palette in (("style.json", LIGHT), ("style-dark.json", DARK)):
    text = json.dumps(build(palette), ensure_ascii=False, separators=(",", ":"))
    # One layer per line: a change of the design reads as what it is.
    text = text.replace('"layers":[{', '"layers":[\n{').replace(',{"id":', ',\n{"id":').replace("}]}", "}\n]}\n")
    json.loads(text)
    (HERE / file).write_text(text)
