"""Countries as one clean coverage, simplified per zoom so that neighbors keep sharing their border.

world-atlas stitches rings across the antimeridian and around the pole, so longitudes jump there.
Rings are unwrapped here: Russia reaches past x = 1, Antarctica is closed below the map.
"""

import numpy as np
import shapely

from .mercator import project

# One MVT extent unit at zoom 0, in world units.
UNIT = 1 / 4096


def _unwrap(ring):
    """Longitudes made continuous; a ring that goes once around the world is closed over the south pole."""
    c = np.array(ring.coords)
    jumps = np.cumsum(np.round(np.diff(c[:, 0]) / 360.0))
    c[1:, 0] -= 360.0 * jumps
    if abs(c[-1, 0] - c[0, 0]) > 180.0:
        c = np.vstack([c, [c[-1, 0], -89.5], [c[0, 0], -89.5], c[0]])
    return c


def unwrap(geometry):
    """A geometry in degrees -> the same in world units, whole, possibly reaching past x = 0 or 1."""
    polygons = []
    for polygon in shapely.get_parts(geometry):
        exterior = _unwrap(polygon.exterior)
        exterior[:, 0] -= 360.0 * np.round((exterior[:, 0].min() + exterior[:, 0].max()) / 720.0)
        holes = []
        for interior in polygon.interiors:
            hole = _unwrap(interior)
            middle = (exterior[:, 0].min() + exterior[:, 0].max()) / 2
            hole[:, 0] += 360.0 * np.round((middle - hole[:, 0].mean()) / 360.0)
            holes.append(project(hole))
        polygons.append(shapely.Polygon(project(exterior), holes))
    return shapely.make_valid(shapely.MultiPolygon(polygons), method="structure", keep_collapsed=False)


def polygonal(geometry):
    """Only the polygons of a geometry, as one MultiPolygon."""
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and p.area > 0]
    nested = [p for g in shapely.get_parts(geometry) if g.geom_type == "MultiPolygon" for p in g.geoms]
    return shapely.MultiPolygon(parts + nested)


def clean_coverage(geometries):
    """Nodes all boundaries together and gives each face to one owner: no overlap, no sliver, exact borders.

    Quantized input is almost a coverage; this makes it one, as shapely.coverage_simplify requires.
    """
    grid = UNIT / 2**6 / 64
    snapped = [shapely.set_precision(g, grid) for g in geometries]
    noded = shapely.unary_union([g.boundary for g in snapped], grid_size=grid)
    faces = [f for f in shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))]
    tree = shapely.STRtree(snapped)
    owner_faces = [[] for _ in snapped]
    points = [shapely.point_on_surface(f) for f in faces]
    point_index, owner_index = tree.query(points, predicate="within")
    taken = set()
    for p, o in sorted(zip(point_index.tolist(), owner_index.tolist())):
        if p not in taken:
            taken.add(p)
            owner_faces[o].append(faces[p])
    return [
        polygonal(shapely.coverage_union_all(parts)) if parts else shapely.MultiPolygon()
        for parts in owner_faces
    ]


def simplify(coverage, zoom, tolerance, smallest):
    """The coverage for one zoom.

    tolerance and smallest are extent units of that zoom: Visvalingam's effective area is tolerance squared,
    islands below smallest squared vanish, except the largest island of each country down to an eighth of it.
    """
    unit = UNIT / 2**zoom
    present = [i for i, g in enumerate(coverage) if not g.is_empty]
    simple = shapely.coverage_simplify(np.array([coverage[i] for i in present]), tolerance * unit)
    least = (smallest * unit) ** 2
    out = [shapely.MultiPolygon()] * len(coverage)
    for i, geometry in zip(present, simple):
        parts = sorted(polygonal(geometry).geoms, key=lambda p: p.area, reverse=True)
        kept = [p for n, p in enumerate(parts) if p.area > (least if n else least / 8)]
        kept = [shapely.Polygon(p.exterior, [h for h in p.interiors if shapely.Polygon(h).area > least / 8]) for p in kept]
        out[i] = shapely.MultiPolygon(kept)
    return out


def around_the_world(geometry, margin=0.3):
    """The geometry with its copies to the west and east, cut at a margin beyond the world square."""
    copies = [shapely.transform(geometry, lambda c, d=d: c + [d, 0]) for d in (-1.0, 0.0, 1.0)]
    cut = [shapely.clip_by_rect(c, -margin, -margin, 1 + margin, 1 + margin) for c in copies]
    return [c for c in cut if not c.is_empty]
