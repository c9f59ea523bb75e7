#!/usr/bin/env python3
"""Compares which labels karto and the real Mapnik place on vector tiles.

    tests/mapnik/labels.py --project P [--karto BIN] [--modules DIR] [--tiles LIST] [--scale S] [--out target/labels]

LIST has lines "TILE.pbf Z X Y"; without it the tiles with the most labels of each zoom level of ../shared are taken, each
in one of eight languages, the made-up city in all of them (--language XX: all in that one).

Mapnik does not say what it has placed. So the map is drawn without lines and areas, each text in a color of its own
(labels.mjs): a label is there when pixels have exactly its color. A label that reaches over the edge of the picture in
either drawing is counted apart when only one has it: whether a pixel of it is inside is no matter of placement.
Exit status 1 when a tile differs, 77 without what it needs.
"""
import json, pathlib, statistics, subprocess, sys

import label_tiles, options
from options import ROOT, of_tiles, skip

HERE = pathlib.Path(__file__).resolve().parent
EDGE, FEWEST = 3, 3  # pixels: nearer to the edge than this is cut; fewer than this of a color are chance


try:
    import numpy as np
    from PIL import Image
except ImportError as e:
    skip(f"{e.name} is not installed (pip install pillow numpy)")


def arguments():
    parser = of_tiles(options.parser(__doc__), 50)
    parser.add_argument("--language", help="names in this language only")
    parser.add_argument("--only", default="", help="tiles whose names begin so")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "target" / "labels")
    parser.add_argument("--expected", action="store_true", help="prints Mapnik's labels only, without karto")
    return parser.parse_args()


def plain(text):
    """A text without what wrapping and text-transform may change."""
    return " ".join(text.split()).casefold()


class Label:
    """A placed label: its box in pixels, and whether it reaches over the edge of the picture."""

    def __init__(self, text, box, size):
        self.text, self.box = plain(text), box
        self.cut = box[0] < EDGE or box[1] < EDGE or box[2] > size - EDGE or box[3] > size - EDGE
        self.seen = box[2] > 0 and box[3] > 0 and box[0] < size and box[1] < size
        self.middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def of_mapnik(picture, texts):
    """The labels of a picture in which each has its color."""
    pixels = np.asarray(Image.open(picture).convert("RGBA"), dtype=np.uint32)
    packed = (pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]).astype(np.int64)
    packed[pixels[..., 3] < 255] = -1
    colors, inverse, counts = np.unique(packed, return_inverse=True, return_counts=True)
    inverse = inverse.reshape(packed.shape)
    for index, (color, count) in enumerate(zip(colors, counts)):
        text = texts.get(f"#{int(color):06x}") if color >= 0 else None
        if text and count >= FEWEST:
            rows, columns = np.nonzero(inverse == index)
            yield Label(text, (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1), len(packed))


def of_karto(karto, o, tile, place, size, out):
    command = [karto, "dev", "mapnik-tile", o.project, tile, *place, out, "--scale", f"{o.scale:g}", "--labels"]
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)
    if run.returncode:
        raise RuntimeError(run.stderr.strip()[-300:])
    placed = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return [label for label in (Label(p["text"], p["box"], size) for p in placed if p["text"]) if label.seen]


def draw_with_mapnik(o, tiles):
    """{name: labels} of all tiles by one process."""
    lines = "".join(f"{o.out / name}.colored.pbf {z} {x} {y} {o.out / name}.colors.png\n" for name, z, x, y in tiles)
    command = [HERE / "labels.mjs", *(["--modules", o.modules] if o.modules else []), "--scale", f"{o.scale:g}", o.project]
    try:
        run = subprocess.run(list(map(str, command)), input=lines, capture_output=True, text=True)
    except FileNotFoundError:
        skip("node is not installed")
    if run.returncode == 77:
        skip(run.stdout.strip())
    if run.returncode:
        sys.exit(f"labels.mjs: {run.stderr.strip()[-600:]}")
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    return {t[0]: list(of_mapnik(o.out / f"{t[0]}.colors.png", texts)) for t, texts in zip(tiles, answers, strict=True)}


def compare(expected, actual):
    """(missing, extra, cut at the edge, shifts) of a tile's labels, as sets of texts."""
    texts = lambda labels: {label.text for label in labels}
    apart = texts(expected) ^ texts(actual)
    inside = {text for text in apart if any(not l.cut for l in (*expected, *actual) if l.text == text)}
    single = lambda labels: {l.text: l.middle for l in labels if not l.cut and sum(m.text == l.text for m in labels) == 1}
    a, b = single(expected), single(actual)
    shifts = [max(abs(a[t][0] - b[t][0]), abs(a[t][1] - b[t][1])) for t in a.keys() & b.keys()]
    return sorted(inside & texts(expected)), sorted(inside & texts(actual)), sorted(apart - inside), shifts


def main():
    o = arguments()
    if not o.expected and not o.karto.exists():
        skip(f"no binary {o.karto} (cargo build)")
    if not o.tiles and not (o.shared / "data").exists():
        skip(f"no recorded tiles: {o.shared}")
    o.project = o.project.resolve()
    tiles = label_tiles.prepare(o)
    expected = draw_with_mapnik(o, tiles)
    if o.expected:
        for name, labels in expected.items():
            print(f"{name}: " + ", ".join(sorted(l.text + ("|" if l.cut else "") for l in labels)))
        return 0
    same, errors, placed, differing, edge, shifts = 0, 0, 0, 0, 0, []
    by_zoom = {}
    for name, z, x, y in tiles:
        count = by_zoom.setdefault(z, [0, 0])
        count[1] += 1
        try:
            actual = of_karto(o.karto.resolve(), o, o.out / f"{name}.pbf", (z, x, y), round(256 * o.scale), o.out / f"{name}.png")
        except (RuntimeError, subprocess.TimeoutExpired, ValueError) as e:
            errors += 1
            print(f"{name}: {e}")
            continue
        missing, extra, cut, moved = compare(expected[name], actual)
        placed += len({l.text for l in expected[name]})
        differing += len(missing) + len(extra)
        edge += len(cut)
        shifts += moved
        if missing or extra:
            print(f"{name}: missing {missing}, extra {extra}" + (f", at the edge {cut}" if cut else ""))
        else:
            same += 1
            count[0] += 1
    print("same sets by zoom: " + ", ".join(f"z{z} {a}/{b}" for z, (a, b) in sorted(by_zoom.items())))
    if shifts:
        moved = sum(s > 4 * o.scale for s in shifts)
        print(f"middles of boxes apart: median {statistics.median(shifts):.1f} px, more than 4 px in {moved} of {len(shifts)} labels")
    bare = sum(not labels for labels in expected.values())
    print(f"{same} of {len(tiles)} tiles ({bare} without labels) have the same labels; {placed} labels of Mapnik, {differing} differ, {edge} more at the edge, {errors} errors")
    return 0 if same == len(tiles) else 1


if __name__ == "__main__":
    sys.exit(main())
