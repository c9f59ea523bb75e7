"""Checks the archive: python -m worldgen.check world.pmtiles. Prints what is wrong and exits 1, or prints a summary."""

import gzip
import json
import sys
from collections import Counter

import mapbox_vector_tile
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from pmtiles.reader import MmapSource, Reader, all_tiles

LARGEST = 4_000_000
LANGUAGES = "ar bn de el en es fr he hi it ja ko pl pt ru th tr uk vi zh".split()
MAX_ZOOM = 6


def signed_areas(geometry):
    """Doubled ring areas of one MVT polygon, positive where clockwise on screen (MVT 2.1, section 4.3.3)."""
    x = y = i = 0
    rings, ring = [], []
    while i < len(geometry):
        command, count = geometry[i] & 7, geometry[i] >> 3
        i += 1
        if command == 7:
            rings.append(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])))
            continue
        for _ in range(count):
            x += (geometry[i] >> 1) ^ -(geometry[i] & 1)
            y += (geometry[i + 1] >> 1) ^ -(geometry[i + 1] & 1)
            i += 2
            ring = [(x, y)] if command == 1 else [*ring, (x, y)]
    return rings


def tile_findings(key, data):
    """What is wrong with one tile."""
    raw = vector_tile_pb2.tile()
    raw.ParseFromString(data)
    decoded = mapbox_vector_tile.decode(data)
    if not decoded:
        yield f"{key}: empty"
    for layer in raw.layers:
        if layer.version != 2 or layer.extent != 4096:
            yield f"{key} {layer.name}: version {layer.version}, extent {layer.extent}"
        for feature in layer.features:
            if not feature.id:
                yield f"{key} {layer.name}: a feature without id"
            if feature.type == 3:
                areas = signed_areas(list(feature.geometry))
                if not areas or areas[0] <= 0 or 0 in areas:
                    yield f"{key} {layer.name} {feature.id}: rings wind {areas[:3]}"


def main():
    path = sys.argv[1]
    findings, features, per_language = [], Counter(), {"country_label": {}, "place_label": {}}
    with open(path, "rb") as f:
        source = MmapSource(f)
        reader = Reader(source)
        header, metadata = reader.header(), reader.metadata()
        tiles = dict(all_tiles(source))
        size = f.seek(0, 2)
    if size > LARGEST:
        findings.append(f"{size} bytes, more than {LARGEST}")
    if (header["min_zoom"], header["max_zoom"]) != (0, MAX_ZOOM):
        findings.append(f"zooms {header['min_zoom']} to {header['max_zoom']}")
    if "Natural Earth" not in metadata["attribution"]:
        findings.append("no attribution")
    seen = set()
    for key, compressed in tiles.items():
        data = gzip.decompress(compressed)
        if compressed not in seen:
            seen.add(compressed)
            findings += tile_findings(key, data)
        for name, layer in mapbox_vector_tile.decode(data).items():
            features[name] += len(layer["features"])
            declared = {v["id"]: v["fields"] for v in metadata["vector_layers"]}
            for feature in layer["features"]:
                if set(feature["properties"]) - set(declared.get(name, {})):
                    findings.append(f"{key} {name}: fields not in vector_layers: {sorted(feature['properties'])}")
                if name in per_language:
                    per_language[name][feature["id"]] = json.loads(feature["properties"]["name_"])
    for z in range(MAX_ZOOM + 1):
        missing = [k for k in ((z, x, y) for x in range(2**z) for y in range(2**z)) if k not in tiles]
        if missing:
            findings.append(f"zoom {z}: {len(missing)} of {4**z} tiles missing, the first {missing[0]}")
    counts = {name: Counter(l for t in table.values() for l in t) for name, table in per_language.items()}
    for language in LANGUAGES:
        countries = counts["country_label"][language] + (len(per_language["country_label"]) if language in "de es fr it pl pt tr vi" else 0)
        if countries < 200:
            findings.append(f"{language}: only {countries} country names")
    for finding in findings[:50]:
        print(f"check: {finding}", file=sys.stderr)
    print(f"{size} bytes, {len(tiles)} tiles ({len(seen)} different), features {dict(sorted(features.items()))}")
    print(f"{len(per_language['country_label'])} countries, {len(per_language['place_label'])} places")
    for name, table in counts.items():
        print(f"{name}: " + ", ".join(f"{l} {n}" for l, n in sorted(table.items(), key=lambda e: -e[1])))
    raise SystemExit(1 if findings else 0)


if __name__ == "__main__":
    main()
