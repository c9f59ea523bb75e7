"""Names of oceans, seas and great lakes, from our own table names/seas.tsv."""

import csv

import shapely

from . import names
from .mercator import project_point
from .tiles import Feature


def labels(path):
    """[(first zoom, Feature)], in the order of the table: most important first within a class."""
    out = []
    with open(path, encoding="utf-8") as f:
        rows = [row for row in csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if row and not row[0].startswith("#")]
    for number, (longitude, latitude, zoom, kind, *pairs) in enumerate(rows, 1):
        translated = dict(pair.split("=", 1) for pair in pairs)
        local = translated["en"]
        properties = {
            "name": local, "name_": names.compact(names.slim(local, translated)), "class": kind, "scalerank": int(zoom),
        }
        point = shapely.Point(project_point(float(longitude), float(latitude)))
        out.append((int(zoom), Feature(point, properties, number)))
    return out
