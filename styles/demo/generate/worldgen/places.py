"""Which cities are shown at which zoom, and where country labels are placed."""

import math

import numpy as np
import shapely

from .mercator import project_point

# zoom: (minimum population, minimum distance between cities, in pixels of a 256 pixel tile)
CITY_ZOOMS = {
    2: (6_000_000, 46), 3: (2_000_000, 40), 4: (700_000, 36), 5: (280_000, 35), 6: (140_000, 43),
}
# A smaller place is shown if nothing else is within this many distances.
LONELY = 2.6


# Districts that GeoNames counts as cities, and cities with a wrong position or a far too large population.
NOT_ON_MAP = {
    1816917, 13527052, 1852139, 99071, 388349, 1258393, 12501153, 4645421, 4300488, 3173529, 3979770, 11895138,
}


def importance(city):
    population = max(city["population"], 1000)
    return math.log10(population) + 0.9 * city["capital"] + 0.35 * city["natural_earth"]


def thin_out(cities):
    """Sets 'minzoom' and 'rank' (1 = most important) of the cities that get on the map; returns those, by rank."""
    ordered = sorted(cities, key=lambda c: (-importance(c), c["geonameid"]))
    accepted = []
    for zoom, (least, spacing) in CITY_ZOOMS.items():
        near = spacing / 256 / 2**zoom
        grid = _Grid(near * LONELY)
        for c in accepted:
            grid.add(c)
        for c in ordered:
            if "minzoom" in c:
                continue
            big = c["population"] >= least or (c["capital"] and c["population"] * 12 >= least)
            lonely = zoom >= 4 and c["population"] >= 15_000
            if not (big or lonely):
                continue
            distance = grid.nearest(c)
            room = near * (0.45 if c["capital"] and zoom >= 4 else 1.0 if big else LONELY)
            if distance > room:
                c["minzoom"] = zoom
                grid.add(c)
                accepted.append(c)
    accepted.sort(key=lambda c: (c["minzoom"], -importance(c), c["geonameid"]))
    for rank, c in enumerate(accepted, 1):
        c["rank"] = rank
    return accepted


class _Grid:
    """Nearest neighbor within one cell size, by hashing."""

    def __init__(self, cell):
        self.cell, self.cells = cell, {}

    def _key(self, c):
        return math.floor(c["x"] / self.cell), math.floor(c["y"] / self.cell)

    def add(self, c):
        self.cells.setdefault(self._key(c), []).append(c)

    def nearest(self, c):
        i, j = self._key(c)
        around = [o for a in (-1, 0, 1) for b in (-1, 0, 1) for o in self.cells.get((i + a, j + b), [])]
        return min((math.hypot(o["x"] - c["x"], o["y"] - c["y"]) for o in around), default=math.inf)


def prepare(raw, capitals, zones, natural_earth):
    """GeoNames rows -> rows with position, capital flag, time zone key and whether Natural Earth lists them."""
    out = []
    for row in raw:
        x, y = project_point(row["longitude"], row["latitude"])
        names = {row["name"], *row["alternatenames"]}
        capital = capitals.get(row["countrycode"])
        if row["geonameid"] in NOT_ON_MAP:
            continue
        out.append({**row, "x": x, "y": y, "capital": bool(capital and capital in names and row["population"] > 500)})
    _one_capital_each(out)
    _claim_zones(out, zones)
    tree = shapely.STRtree([shapely.Point(c["longitude"], c["latitude"]) for c in out])
    chosen = set()
    for point in natural_earth:
        near = tree.query(point.buffer(0.35)).tolist()
        if near:
            chosen.add(max(near, key=lambda i: (out[i]["population"], -i)))
    for i, c in enumerate(out):
        c["natural_earth"] = i in chosen
    return out


def _one_capital_each(cities):
    best = {}
    for c in cities:
        if c["capital"]:
            held = best.get(c["countrycode"])
            if held is None or c["population"] > held["population"]:
                best[c["countrycode"]] = c
    for c in cities:
        c["capital"] = best.get(c["countrycode"]) is c


def _claim_zones(cities, zones):
    """Gives each CLDR zone city to the largest GeoNames city of that time zone and name."""
    best = {}
    for c in cities:
        zone = c["timezone"].rsplit("/", 1)[-1]
        if zone in zones:
            wanted = {zone.replace("_", " "), zones[zone]["en"]}
            if wanted & {c["name"], *c["alternatenames"]}:
                if zone not in best or c["population"] > best[zone]["population"]:
                    best[zone] = c
    for zone, c in best.items():
        c["zone_key"] = zone


def label_point(geometry):
    """Where a name fits best: the center of the largest circle after squeezing x, as names are wide."""
    largest = max(shapely.get_parts(geometry), key=lambda p: p.area)
    squeezed = shapely.transform(largest, lambda c: c * [0.45, 1.0])
    size = math.sqrt(squeezed.area)
    circle = shapely.maximum_inscribed_circle(squeezed, tolerance=size / 200)
    x, y = circle.coords[0]
    return float(x / 0.45), float(y)


def country_zoom(geometry):
    """The zoom at which a country's main part is about 44 pixels wide: there its name starts to fit."""
    largest = max(shapely.get_parts(geometry), key=lambda p: p.area)
    pixels = math.sqrt(largest.area) * 256
    return math.log2(44 / max(pixels, 1e-9))
