"""Writes the tiles as one PMTiles v3 archive, gzip by zopfli (smaller, and the same bytes on every machine)."""

import gzip
import os
from concurrent.futures import ProcessPoolExecutor

import zopfli.gzip
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write as open_archive

from .names import CITY_LANGUAGES, COUNTRY_LANGUAGES

ATTRIBUTION = (
    'Made with <a href="https://www.naturalearthdata.com/">Natural Earth</a>; places '
    '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0); names Unicode CLDR'
)
LABEL = {"name": "String", "name_": "String"}
FIELDS = {
    "land": ({}, 0),
    "landcover": ({"class": "String"}, 0),
    "water": ({"osm_id": "Number"}, 0),
    "waterway": ({"class": "String"}, 3),
    "admin": ({"admin_level": "Number", "maritime": "Number", "disputed": "Number"}, 0),
    "marine_label": ({**LABEL, "class": "String", "scalerank": "Number"}, 0),
    "country_label": ({**LABEL, "scalerank": "Number", "code": "String"}, 0),
    "place_label": (
        {**LABEL, "type": "String", "localrank": "Number", "scalerank": "Number", "capital": "Number"}, 2,
    ),
}


def metadata(max_zoom):
    return {
        "name": "karto world",
        "description": "The world of Natural Earth in Wikimedia's vector schema, karto's embedded map.",
        "version": "1",
        "type": "baselayer",
        "format": "pbf",
        "attribution": ATTRIBUTION,
        "bounds": "-180,-85.0511,180,85.0511",
        "center": "10,25,2",
        "minzoom": "0",
        "maxzoom": str(max_zoom),
        "languages": sorted(set(CITY_LANGUAGES) | set(COUNTRY_LANGUAGES)),
        "vector_layers": [
            {"id": name, "fields": fields, "minzoom": minzoom, "maxzoom": max_zoom, "description": ""}
            for name, (fields, minzoom) in FIELDS.items()
        ],
    }


def compress(data):
    """zopfli; with QUICK=1 in the environment zlib, for trying things out (larger, four minutes faster)."""
    if os.environ.get("QUICK"):
        return gzip.compress(data, mtime=0)
    return zopfli.gzip.compress(data, numiterations=6)


def write(path, tiles):
    """tiles: {(z, x, y): MVT bytes}."""
    max_zoom = max(z for z, _, _ in tiles)
    different = sorted(set(tiles.values()))
    with ProcessPoolExecutor() as pool:
        compressed = dict(zip(different, pool.map(compress, different, chunksize=16)))
    with open_archive(str(path)) as writer:
        for tile_id, key in sorted((zxy_to_tileid(*k), k) for k in tiles):
            writer.write_tile(tile_id, compressed[tiles[key]])
        writer.finalize(
            {
                "tile_type": TileType.MVT,
                "tile_compression": Compression.GZIP,
                "min_lon_e7": -1_800_000_000, "min_lat_e7": -850_511_290,
                "max_lon_e7": 1_800_000_000, "max_lat_e7": 850_511_290,
                "center_zoom": 2, "center_lon_e7": 100_000_000, "center_lat_e7": 250_000_000,
            },
            metadata(max_zoom),
        )
