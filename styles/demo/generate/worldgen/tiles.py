"""Cuts features into tiles and writes them as Mapbox Vector Tiles, reproducible byte for byte.

mapbox-vector-tile does the protobuf and the winding order (exterior clockwise on screen, as the MVT 2.1
specification asks); coordinates arrive here already on the tile's integer grid, which is the same grid on both
sides of a tile edge.
"""

import mapbox_vector_tile
import numpy as np
import shapely

EXTENT = 4096
LINE_BUFFER = 96
LABEL_BUFFER = 512


class Feature:
    """One feature of one zoom: geometry in world units, properties in MVT types, a stable id."""

    __slots__ = ("geometry", "properties", "id")

    def __init__(self, geometry, properties, feature_id):
        self.geometry, self.properties, self.id = geometry, properties, feature_id


def box_of(zoom, x, y, buffer):
    side = 1 / 2**zoom
    margin = side * buffer / EXTENT
    return shapely.box(x * side - margin, y * side - margin, (x + 1) * side + margin, (y + 1) * side + margin)


def cut(features, zoom, buffer):
    """Yields (x, y, [features clipped to that tile]) by halving the world; empty branches are not visited."""
    stack = [(0, 0, 0, features)]
    while stack:
        z, x, y, members = stack.pop()
        area = box_of(z, x, y, buffer)
        inside = []
        for f in members:
            if not shapely.intersects(f.geometry, area):
                continue
            clipped = f.geometry if shapely.covers(area, f.geometry) else shapely.intersection(f.geometry, area)
            if not clipped.is_empty:
                inside.append(Feature(clipped, f.properties, f.id))
        if not inside:
            continue
        if z == zoom:
            yield x, y, inside
        else:
            stack += [(z + 1, 2 * x + i, 2 * y + j, inside) for i in (0, 1) for j in (0, 1)]


def to_grid(geometry, zoom, x, y):
    """World units -> integer tile units, valid after rounding; None when nothing is left."""
    scale = EXTENT * 2**zoom
    moved = shapely.transform(geometry, lambda c: c * scale - [x * EXTENT, y * EXTENT])
    kind = shapely.get_dimensions(moved)
    if kind == 0:
        return shapely.transform(moved, np.round)
    snapped = shapely.set_precision(moved, 1.0)
    parts = [p for p in shapely.get_parts(snapped)]
    parts = [q for p in parts for q in shapely.get_parts(p)]
    wanted = {1: "LineString", 2: "Polygon"}[kind]
    parts = [p for p in parts if p.geom_type == wanted and not p.is_empty]
    if not parts:
        return None
    if kind == 1:
        merged = shapely.line_merge(shapely.MultiLineString(parts))
        parts = list(shapely.get_parts(merged))
    parts.sort(key=lambda p: (p.bounds, p.length))
    if len(parts) == 1:
        return parts[0]
    return shapely.MultiLineString(parts) if kind == 1 else shapely.MultiPolygon(parts)


def encode(layers, zoom, x, y):
    """{layer: [Feature]} of one tile -> MVT bytes, or None if no layer has anything."""
    out = []
    for name, features in layers.items():
        encoded = []
        for f in features:
            geometry = to_grid(f.geometry, zoom, x, y)
            if geometry is not None:
                encoded.append({"geometry": geometry, "properties": f.properties, "id": f.id})
        if encoded:
            out.append({"name": name, "features": encoded})
    if not out:
        return None
    return mapbox_vector_tile.encode(out, default_options={"extents": EXTENT, "y_coord_down": True})
