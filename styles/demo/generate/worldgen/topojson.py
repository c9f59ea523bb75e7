"""TopoJSON 1.0 to shapely geometries (github.com/topojson/topojson-specification)."""

import numpy as np
import shapely


class Topology:
    def __init__(self, document):
        self.document = document
        scale = np.array(document["transform"]["scale"])
        translate = np.array(document["transform"]["translate"])
        self.arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in document["arcs"]]

    def features(self, name):
        """(properties with id, geometry) of every non-null geometry of one object."""
        for entry in self.document["objects"][name]["geometries"]:
            geometry = self._geometry(entry)
            if geometry is not None and not geometry.is_empty:
                yield {"id": entry.get("id"), **(entry.get("properties") or {})}, geometry

    def _line(self, indices):
        parts = []
        for i in indices:
            arc = self.arcs[i] if i >= 0 else self.arcs[~i][::-1]
            parts.append(arc if not parts else arc[1:])
        return np.concatenate(parts)

    def _polygon(self, rings):
        lines = [line for line in map(self._line, rings) if len(line) >= 4]
        return shapely.Polygon(lines[0], lines[1:]) if lines else None

    def _geometry(self, entry):
        kind, arcs = entry.get("type"), entry.get("arcs")
        if kind == "Polygon":
            return self._polygon(arcs)
        if kind == "MultiPolygon":
            return shapely.MultiPolygon([p for p in map(self._polygon, arcs) if p is not None])
        if kind == "LineString":
            return shapely.LineString(self._line(arcs))
        if kind == "MultiLineString":
            return shapely.MultiLineString([self._line(a) for a in arcs])
        return None
