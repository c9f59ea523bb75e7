#!/usr/bin/env python3
"""Writes karto's configuration for the styles in WORK/styles over the tiles in WORK/tiles: config.py WORK

A style is drawn from the tiles of its schema: protomaps-* from protomaps-PLACE.mbtiles, all else from omt-PLACE.mbtiles.
"""
import json
import pathlib
import sys

work = pathlib.Path(sys.argv[1]).resolve()
sources = {}
for tiles in sorted((work / "tiles").glob("*.mbtiles")):
    schema, place = tiles.stem.split("-", 1)
    sources[tiles.stem] = {"public": True, "formats": ["pbf", "json"], "uri": f"mbtiles://{tiles}"}

    for style in sorted((work / "styles").glob("*.json")):
        name = style.stem
        if not name.endswith("@2x") and "layers" in style.read_text() and name.startswith("protomaps-") == (schema == "protomaps"):
            sources[f"{name}-{place}"] = {
                "public": True, "formats": ["png"], "scales": [2], "maxzoom": 19,
                "uri": f"style://{style}", "params": {"source": {"ref": tiles.stem}},
            }
conf = {"interface": "127.0.0.1", "sources": sources, "karto": {"fonts": ["/usr/share/fonts/truetype/open-sans"]}}
(work / "config.yaml").write_text(json.dumps({"services": [{"name": "karto", "conf": conf}]}, indent=1))
