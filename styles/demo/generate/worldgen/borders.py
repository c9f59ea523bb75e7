"""Borders: every line between two members of a coverage once, without coastlines."""

import numpy as np
import shapely


def shared_lines(coverage):
    """{(i, j): MultiLineString} of the edges that members i < j of a coverage have in common."""
    owners = {}
    pairs = {}
    for i, geometry in enumerate(coverage):
        for polygon in shapely.get_parts(geometry):
            for ring in [polygon.exterior, *polygon.interiors]:
                points = list(map(tuple, np.array(ring.coords)))
                for a, b in zip(points, points[1:]):
                    edge = (a, b) if a < b else (b, a)
                    other = owners.setdefault(edge, i)
                    if other != i:
                        pairs.setdefault((min(i, other), max(i, other)), []).append(edge)
    return {
        pair: shapely.line_merge(shapely.MultiLineString(edges)) for pair, edges in sorted(pairs.items())
    }


def split(line, area):
    """(inside, outside) of a prepared area, each a merged line, possibly empty."""
    inside = shapely.intersection(line, area)
    outside = shapely.difference(line, area)
    return _lines(inside), _lines(outside)


def _lines(geometry):
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "LineString" and p.length > 0]
    parts += [q for p in shapely.get_parts(geometry) if p.geom_type == "MultiLineString" for q in p.geoms]
    return shapely.line_merge(shapely.MultiLineString(parts)) if parts else shapely.MultiLineString()
