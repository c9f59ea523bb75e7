#!/usr/bin/env python3
"""Writes style.json and style-dark.json: one map design in two palettes.

    python3 styles/osm/style.py

Zooms are MapLibre's (a world of 512 px at zoom 0). Widths are pixels at the zooms of STOPS.
"""
import json
import pathlib

HERE = pathlib.Path(__file__).parent

LIGHT = {
    "background": "#f7f4ee", "residential": "#eeeae3", "commercial": "#f3ebe7", "industrial": "#ebe7ee",
    "agriculture": "#f4f1df", "grass": "#e3edd0", "scrub": "#d9e5c4", "rock": "#e9e6e2", "sand": "#f6eed3", "glacier": "#eef5f8",
    "wetland": "#d9e8dd", "wood": "#cde0b8", "park": "#d3e9be", "school": "#f3ecd9", "hospital": "#f8e4e2",
    "cemetery": "#d8e2d0", "parking": "#efecea", "pitch": "#c6e3bd",
    "water": "#aacdea", "waterway": "#97c0e4", "water_edge": "#93bbde",
    "apron": "#e3e0e6", "runway": "#cfcbd6",
    "building": "#e8e0d6", "building_edge": "#d2c8bb",
    "motorway": "#f9b56a", "trunk": "#fccd80", "primary": "#fde09a", "secondary": "#fdf0bd", "street": "#ffffff",
    "limited": "#f4f0f4", "service": "#ffffff",
    "motorway_edge": "#d98e3f", "trunk_edge": "#dba352", "primary_edge": "#d9b365", "secondary_edge": "#cdbf89", "street_edge": "#cfc8be",
    "path": "#c2a48c", "path_under": "#f7f4ee", "rail": "#a9a5a8", "rail_tie": "#a9a5a8", "tunnel": "#f1ede8", "tunnel_edge": "#bdb6ad",
    "border": "#8d7a99", "border_halo": "#e4dcec", "border_disputed": "#b08ab0",
    "text": "#35322f", "text_soft": "#6b655e", "text_halo": "#fbf9f5", "text_country": "#5b4a66",
    "text_road": "#4c463f", "text_poi": "#5c564e", "text_water": "#4d83b3", "water_halo": "rgba(240,246,250,0.75)", "shield_text": "#4a3a1e",
}
DARK = {
    "background": "#1e2229", "residential": "#282d35", "commercial": "#2d2d36", "industrial": "#25262f",
    "agriculture": "#23262a", "grass": "#212b27", "scrub": "#1f2b25", "rock": "#292b2f", "sand": "#2c2b28", "glacier": "#2c343b",
    "wetland": "#1f2c2c", "wood": "#1f3028", "park": "#22382d", "school": "#2a2829", "hospital": "#2e262a",
    "cemetery": "#242c29", "parking": "#272a30", "pitch": "#23382d",
    "water": "#12293f", "waterway": "#1a3a57", "water_edge": "#1b3d5b",
    "apron": "#2a2d34", "runway": "#353942",
    "building": "#30353e", "building_edge": "#424853",
    "motorway": "#a3763f", "trunk": "#8e6f42", "primary": "#7b6846", "secondary": "#5b5446", "street": "#4b525d",
    "limited": "#414751", "service": "#414751",
    "motorway_edge": "#14161a", "trunk_edge": "#14161a", "primary_edge": "#15181c", "secondary_edge": "#16191d", "street_edge": "#171a1f",
    "path": "#6a6159", "path_under": "#1e2229", "rail": "#4d525b", "rail_tie": "#4d525b", "tunnel": "#282c33", "tunnel_edge": "#40454e",
    "border": "#8f82a3", "border_halo": "#282433", "border_disputed": "#8a6a8a",
    "text": "#d9d5cd", "text_soft": "#9b9890", "text_halo": "#16191e", "text_country": "#b7aac8",
    "text_road": "#bdb8ae", "text_poi": "#a8a39a", "text_water": "#6f9cc4", "water_halo": "rgba(18,34,52,0.8)", "shield_text": "#e6dcc6",
}

REGULAR, BOLD, ITALIC = ["Noto Sans Regular"], ["Noto Sans Bold"], ["Noto Sans Italic"]

CLASS = ["get", "class"]
# The last digit of z_order: 9 motorway, 8 trunk, 7 primary, 6 secondary, 4 tertiary and slip roads (README.md).
RANK = ["%", ["+", ["get", "z_order"], 1000], 10]

# Kinds of roads, and the width of their surface at the zooms of STOPS.
STOPS = [6, 8, 10, 12, 13, 14, 16, 18, 20]
WIDTH = {
    "motorway": [1.1, 1.6, 2.4, 3.6, 4.4, 5.6, 11, 25, 60],
    "trunk": [0.9, 1.3, 2.0, 3.0, 3.8, 5.0, 10, 23, 56],
    "primary": [0.7, 1.0, 1.6, 2.6, 3.4, 4.6, 9.5, 22, 54],
    "secondary": [0, 0, 1.1, 2.1, 3.0, 4.2, 8.8, 20, 50],
    "tertiary": [0, 0, 0, 1.3, 2.1, 3.4, 7.6, 18, 46],
    "link": [0, 0, 0, 1.3, 2.1, 3.2, 7, 16, 42],
    "street": [0, 0, 0, 0.8, 1.2, 2.4, 6.2, 16, 42],
    "limited": [0, 0, 0, 0.6, 0.9, 1.6, 4.4, 12, 32],
    "service": [0, 0, 0, 0, 0, 1.0, 3.2, 9, 24],
    "driveway": [0, 0, 0, 0, 0, 0.6, 2.2, 6, 16],
}
EDGE = [0.15, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.6]  # of the casing, each side
ROADS = ["motorway", "motorway_link", "main", "street", "street_limited", "service", "driveway"]


def by_kind(value):
    """An expression that picks value(kind) by class and rank."""
    return ["match", CLASS,
            "motorway", value("motorway"),
            "motorway_link", value("link"),
            "main", ["match", RANK, 8, value("trunk"), 7, value("primary"), 6, value("secondary"), value("tertiary")],
            "street", value("street"),
            "street_limited", value("limited"),
            "service", value("service"),
            value("driveway")]


def zoomed(stops, base=1.4):
    """An interpolation over the zoom; stops: (zoom, value) pairs."""
    return ["interpolate", ["exponential", base] if base != 1 else ["linear"], ["zoom"]] + [x for stop in stops for x in stop]


def width(extra=lambda i: 0):
    return zoomed([(zoom, by_kind(lambda kind: round(WIDTH[kind][i] + extra(i), 2) if WIDTH[kind][i] else 0))
                   for i, zoom in enumerate(STOPS)])


def build(palette, name, sprite):
    p = palette
    color_of = {"link": "motorway", "tertiary": "street", "driveway": "service"}

    def color(kind):
        return p[color_of.get(kind, kind)]

    def edge(kind):
        name = color_of.get(kind, kind)
        return p[name + "_edge" if name + "_edge" in p else "street_edge"]

    layers = []

    def add(id, type, source_layer=None, filter=None, minzoom=None, maxzoom=None, layout=None, paint=None):
        layer = {"id": id, "type": type}
        if source_layer:
            layer.update({"source": "osm", "source-layer": source_layer})
        for key, value in (("minzoom", minzoom), ("maxzoom", maxzoom), ("filter", filter), ("layout", layout), ("paint", paint)):
            if value is not None:
                layer[key] = value
        layers.append(layer)

    def road_set(structure):
        """Casing, surface, paths and rails of one level: tunnel, road or bridge."""
        on = ["==", ["get", "is"], structure]
        roads = ["all", on, ["in", CLASS, ["literal", ROADS]]]
        cap = "butt" if structure != "road" else "round"
        lines = {"line-cap": cap, "line-join": "round"}
        if structure == "bridge":
            add("bridge-path-casing", "line", "road", ["all", on, ["==", CLASS, "path"]], minzoom=15, layout={"line-join": "round"},
                paint={"line-color": p["street_edge"], "line-width": zoomed([(15, 2.6), (18, 6)])})
            add("bridge-path-surface", "line", "road", ["all", on, ["==", CLASS, "path"]], minzoom=15, layout={"line-join": "round"},
                paint={"line-color": p["path_under"], "line-width": zoomed([(15, 1.6), (18, 4)])})
            add("bridge-rail-casing", "line", "road", ["all", on, ["in", CLASS, ["literal", ["major_rail", "minor_rail"]]]], minzoom=14,
                layout={"line-join": "round"},
                paint={"line-color": p["street_edge"], "line-width": zoomed([(14, 3), (18, 9)])})
            add("bridge-rail-surface", "line", "road", ["all", on, ["in", CLASS, ["literal", ["major_rail", "minor_rail"]]]], minzoom=14,
                layout={"line-join": "round"},
                paint={"line-color": p["path_under"], "line-width": zoomed([(14, 2), (18, 7)])})
        # Far out a road is a line, not a band: the casing fades in.
        casing = {"line-color": by_kind(edge), "line-width": width(lambda i: 2 * EDGE[i]), "line-opacity": zoomed([(8, 0), (9, 1)], 1)}
        if structure == "tunnel":
            casing.update({"line-color": p["tunnel_edge"], "line-dasharray": [2.5, 1.5]})
        add(structure + "-casing", "line", "road", roads, minzoom=8, layout=lines, paint=casing)
        if structure == "road":
            # Steps and footpaths are drawn below streets that cross them.
            path(structure, on)
        surface = {"line-color": by_kind(color), "line-width": width()}
        if structure == "tunnel":
            surface["line-color"] = p["tunnel"]
        add(structure + "-surface", "line", "road", roads, minzoom=6, layout=lines, paint=surface)
        if structure != "road":
            path(structure, on)
        rail(structure, on)

    def path(structure, on):
        add(structure + "-path", "line", "road", ["all", on, ["==", CLASS, "path"]], minzoom=14,
            layout={"line-join": "round"},
            paint={"line-color": p["path"], "line-width": zoomed([(14, 0.7), (16, 1.1), (18, 2), (20, 4)]),
                   "line-dasharray": [3, 1.6],
                   "line-opacity": 0.5 if structure == "tunnel" else zoomed([(14, 0.55), (15.5, 0.9)], 1)})

    def rail(structure, on):
        opacity = 0.4 if structure == "tunnel" else 1
        for kind, minzoom, thick in (("major_rail", 11, 1.0), ("minor_rail", 13, 0.7)):
            this = ["all", on, ["==", CLASS, kind]]
            name = structure + "-" + kind.replace("_", "-")
            add(name, "line", "road", this, minzoom=minzoom, layout={"line-join": "round"},
                paint={"line-color": p["rail"], "line-opacity": opacity,
                       "line-width": zoomed([(11, 0.6 * thick), (14, 1.0 * thick), (16, 1.4 * thick), (20, 3 * thick)])})
            if structure != "tunnel" and kind == "major_rail":
                add(name + "-ties", "line", "road", this, minzoom=14, layout={"line-join": "round"},
                    paint={"line-color": p["rail_tie"], "line-dasharray": [0.18, 1.8],
                           "line-width": zoomed([(14, 3.2), (16, 4.6), (20, 11)])})

    # Ground ------------------------------------------------------------------------------------------------
    add("background", "background", paint={"background-color": p["background"]})
    ground = ["residential", "commercial", "industrial", "agriculture", "grass", "scrub", "rock", "sand", "glacier", "wetland",
              "school", "hospital", "cemetery", "parking"]
    add("landuse", "fill", "landuse", ["in", CLASS, ["literal", ground]], minzoom=7,
        paint={"fill-color": ["match", CLASS] + [x for c in ground for x in (c, p[c])] + [p["background"]], "fill-antialias": False})
    add("wood", "fill", "landuse", ["==", CLASS, "wood"], minzoom=7,
        paint={"fill-color": p["wood"], "fill-opacity": zoomed([(7, 0.7), (12, 0.9)], 1), "fill-antialias": False})
    # A nature reserve is "park" too: what grows in it shines through.
    add("park", "fill", "landuse", ["==", CLASS, "park"], minzoom=7,
        paint={"fill-color": p["park"], "fill-opacity": zoomed([(10, 0.45), (14, 0.8)], 1)})
    add("pitch", "fill", "landuse", ["==", CLASS, "pitch"], minzoom=13, paint={"fill-color": p["pitch"]})
    add("waterway", "line", "waterway", ["in", CLASS, ["literal", ["river", "canal"]]], minzoom=8,
        layout={"line-cap": "round", "line-join": "round"},
        paint={"line-color": p["waterway"], "line-width": zoomed([(8, 0.7), (12, 1.6), (14, 2.6), (18, 9)])})
    add("waterway-small", "line", "waterway", ["in", CLASS, ["literal", ["stream", "drain", "ditch"]]], minzoom=13,
        layout={"line-cap": "round", "line-join": "round"},
        paint={"line-color": p["waterway"], "line-width": zoomed([(13, 0.6), (16, 1.5), (20, 6)])})
    add("waterway-intermittent", "line", "waterway", ["==", CLASS, "stream_intermittent"], minzoom=13,
        layout={"line-join": "round"},
        paint={"line-color": p["waterway"], "line-width": zoomed([(13, 0.6), (16, 1.5), (20, 6)]), "line-dasharray": [4, 3]})
    add("water", "fill", "water", paint={"fill-color": p["water"]})
    add("aeroway-area", "fill", "aeroway", ["==", ["geometry-type"], "Polygon"], minzoom=12, paint={"fill-color": p["apron"]})
    add("aeroway-line", "line", "aeroway", ["==", ["geometry-type"], "LineString"], minzoom=12,
        paint={"line-color": p["runway"],
               "line-width": zoomed([(12, ["match", ["get", "type"], "runway", 3, 0.8]), (16, ["match", ["get", "type"], "runway", 22, 6]),
                                     (18, ["match", ["get", "type"], "runway", 70, 20])])})

    road_set("tunnel")
    add("building", "fill", "building", minzoom=14,
        paint={"fill-color": p["building"], "fill-outline-color": p["building_edge"], "fill-opacity": zoomed([(14, 0.6), (15, 1)], 1)})
    road_set("road")
    road_set("bridge")

    # Borders -------------------------------------------------------------------------------------------------
    undisputed = ["==", ["get", "disputed"], 0]
    level = ["get", "admin_level"]
    add("border-state", "line", "admin", ["all", [">", level, 2], undisputed], minzoom=4, layout={"line-join": "round"},
        paint={"line-color": p["border"], "line-dasharray": [4, 2], "line-opacity": 0.6,
               "line-width": zoomed([(4, 0.4), (8, 0.9), (14, 1.6)], 1)})
    add("border-country-halo", "line", "admin", ["all", ["==", level, 2], undisputed], minzoom=5,
        layout={"line-join": "round", "line-cap": "round"},
        paint={"line-color": p["border_halo"], "line-opacity": 0.45, "line-width": zoomed([(5, 1.5), (8, 3), (14, 6)], 1)})
    add("border-country", "line", "admin", ["all", ["==", level, 2], undisputed], minzoom=2,
        layout={"line-join": "round"},
        paint={"line-color": p["border"], "line-dasharray": [7, 1.5, 1.2, 1.5], "line-width": zoomed([(2, 0.6), (6, 1.1), (14, 2)], 1)})
    add("border-disputed", "line", "admin", ["==", ["get", "disputed"], 1], minzoom=2, layout={"line-join": "round"},
        paint={"line-color": p["border_disputed"], "line-dasharray": [2, 2], "line-width": zoomed([(2, 0.6), (6, 1), (14, 2)], 1)})

    # Labels: the last ones are placed first ------------------------------------------------------------------
    halo = {"text-halo-color": p["text_halo"], "text-halo-width": 1.4}
    # Wikimedia's own tiles have no class here.
    named = ["coalesce", CLASS, "street"]
    def poi(id, rank, minzoom):
        test = ["==", ["get", "scalerank"], rank]
        add(id, "symbol", "poi_label", test if rank != 4 else [">=", ["get", "scalerank"], 4], minzoom=minzoom,
            layout={"icon-image": "{maki}", "text-field": "{name}", "text-font": REGULAR, "text-size": zoomed([(14, 10), (19, 12)], 1),
                    "text-anchor": "top", "text-offset": [0, 0.75], "text-max-width": 8, "text-optional": True, "text-padding": 3},
            paint=dict(halo, **{"text-color": p["text_poi"], "text-halo-width": 1.2}))

    poi("label-poi-small", 4, 17)
    poi("label-poi", 3, 16)
    poi("label-poi-big", 2, 15)
    # At every zoom a label on a line needs as much space as its text takes at zoom 18: texts that grow little appear more often.
    add("label-waterway", "symbol", "waterway", ["in", CLASS, ["literal", ["river", "canal", "stream"]]], minzoom=11,
        layout={"text-field": "{name}", "text-font": ITALIC, "text-size": zoomed([(11, 9.5), (15, 11), (18, 12.5)], 1), "symbol-placement": "line",
                "symbol-spacing": 400, "text-letter-spacing": 0.08},
        paint={"text-color": p["text_water"], "text-halo-color": p["water_halo"], "text-halo-width": 1.2})
    add("label-road-path", "symbol", "road_label", ["in", named, ["literal", ["path", "service", "driveway", "street_limited"]]], minzoom=16,
        layout={"text-field": "{name}", "text-font": REGULAR, "text-size": zoomed([(16, 9.5), (19, 12)], 1), "symbol-placement": "line",
                "symbol-spacing": 250},
        paint=dict(halo, **{"text-color": p["text_soft"]}))
    add("label-road-street", "symbol", "road_label", ["==", named, "street"], minzoom=14,
        layout={"text-field": "{name}", "text-font": REGULAR, "text-size": zoomed([(14, 9.5), (16, 10.5), (18, 11.5), (19, 14)], 1),
                "symbol-placement": "line", "symbol-spacing": zoomed([(16, 200), (19, 400)], 1)},
        paint=dict(halo, **{"text-color": p["text_road"]}))
    add("label-road-main", "symbol", "road_label", ["in", named, ["literal", ["main", "motorway"]]], minzoom=12,
        layout={"text-field": "{name}", "text-font": REGULAR, "text-size": zoomed([(12, 9.5), (15, 11), (18, 12.5), (19, 15)], 1),
                "symbol-placement": "line", "symbol-spacing": zoomed([(16, 200), (19, 400)], 1), "text-letter-spacing": 0.01},
        paint=dict(halo, **{"text-color": p["text_road"]}))
    poi("label-poi-hub", 1, 14)
    add("shield", "symbol", "road_label",
        ["all", [">=", ["get", "reflen"], 1], ["<=", ["get", "reflen"], 6], ["in", ["coalesce", CLASS, "main"], ["literal", ["main", "motorway"]]]],
        minzoom=11,
        layout={"icon-image": ["concat", ["match", CLASS, "motorway", "shield-motorway-", "shield-"], ["to-string", ["get", "reflen"]]],
                "text-field": "{ref}", "text-font": BOLD, "text-size": 9, "symbol-placement": "line",
                "symbol-spacing": 400, "icon-rotation-alignment": "viewport", "text-rotation-alignment": "viewport", "icon-padding": 8},
        paint={"text-color": p["shield_text"]})

    place = ["get", "type"]

    def places(id, filter, minzoom, maxzoom, size, font=REGULAR, color="text", **layout):
        add(id, "symbol", "place_label", filter, minzoom=minzoom, maxzoom=maxzoom,
            layout=dict({"text-field": "{name}", "text-font": font, "text-size": size, "text-max-width": 8, "text-padding": 4}, **layout),
            paint=dict(halo, **{"text-color": p[color], "text-halo-width": 1.6}))

    spaced = {"text-letter-spacing": 0.12, "text-transform": "uppercase"}
    places("place-neighbourhood", ["==", place, "neighbourhood"], 14, 17.5, zoomed([(14, 9), (17, 12)], 1), color="text_soft", **spaced)
    places("place-hamlet", ["==", place, "hamlet"], 13, 17.5, zoomed([(13, 10), (17, 14)], 1), color="text_soft")
    places("place-suburb", ["==", place, "suburb"], 12, 17.5, zoomed([(12, 9.5), (16, 13)], 1), color="text_soft", **spaced)
    not_capital = ["!=", ["coalesce", ["get", "capital"], 0], 2]
    places("place-village", ["all", ["==", place, "village"], not_capital], 10, 17, zoomed([(10, 10), (13, 13), (16, 18)], 1))
    places("place-town", ["all", ["==", place, "town"], not_capital], 8.5, 16, zoomed([(8, 11), (12, 15), (15, 20)], 1))
    places("place-city", ["all", ["==", place, "city"], not_capital], 4, 15, zoomed([(4, 11), (8, 14), (12, 19), (15, 23)], 1), font=BOLD)
    dot = {"icon-image": "capital", "text-anchor": "bottom", "text-offset": [0, -0.35]}
    places("place-capital-dot", ["!", not_capital], 4, 9, zoomed([(4, 11), (8, 14)], 1), font=BOLD, **dot)
    places("place-capital", ["!", not_capital], 9, 15, zoomed([(9, 14), (12, 18), (15, 22)], 1), font=BOLD)
    add("country", "symbol", "country_label", minzoom=3, maxzoom=9,
        layout={"text-field": "{name}", "text-font": BOLD, "text-max-width": 6, "text-letter-spacing": 0.12, "text-transform": "uppercase",
                "text-padding": 4,
                "text-size": zoomed([(3, ["match", ["get", "scalerank"], 1, 14, 2, 13, 3, 12, 4, 11, 9]),
                                     (6, ["match", ["get", "scalerank"], 1, 24, 2, 21, 3, 18, 4, 16, 10.5]),
                                     (9, ["match", ["get", "scalerank"], 1, 26, 2, 24, 3, 22, 4, 19, 14])], 1)},
        paint=dict(halo, **{"text-color": p["text_country"], "text-halo-width": 1.8}))

    return {
        "version": 8,
        "name": name,
        "metadata": {"karto:description": "OpenStreetMap in Wikimedia's vector schema; made by style.py"},
        "center": [9.52, 47.14],
        "zoom": 10,
        "sources": {"osm": {"type": "vector", "url": "osm-pbf/info.json"}},
        "sprite": sprite,
        "glyphs": "fonts/{fontstack}/{range}.pbf",
        "layers": layers,
    }


for file, palette, name in (("style.json", LIGHT, "karto OSM"), ("style-dark.json", DARK, "karto OSM dark")):
    style = build(palette, name, "sprite")
    text = json.dumps(style, ensure_ascii=False, separators=(",", ":"))
    # One layer per line: a change of the design reads as what it is.
    text = text.replace('"layers":[{', '"layers":[\n{').replace(',{"id":', ',\n{"id":').replace("}]}", "}\n]}\n")
    json.loads(text)
    (HERE / file).write_text(text)
