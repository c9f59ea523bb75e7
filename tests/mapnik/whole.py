#!/usr/bin/env python3
"""Compares whole tiles of a project: karto's pictures with those of the real Mapnik.

    tests/mapnik/whole.py --project P [--karto BIN] [--modules DIR] [--tiles LIST] [--scale S] [--out target/whole]

The tiles are those of labels.py. Columns as of compare.py. Prints a line per zoom level and the worst tiles, and writes
sheets expected | actual | difference of these. Exit status 1 when a tile agrees by less than --least percent, 77 without
what it needs.
"""
import pathlib, subprocess, sys

import label_tiles, options
from options import ROOT, of_tiles, skip

HERE = pathlib.Path(__file__).resolve().parent


try:
    import pictures
except ImportError as e:
    skip(f"{e.name} is not installed (pip install pillow numpy)")


def arguments():
    parser = of_tiles(options.parser(__doc__), 10)
    parser.add_argument("--language", help="names in this language only")
    parser.add_argument("--only", default="", help="tiles whose names begin so")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "target" / "whole")
    parser.add_argument("--worst", type=int, default=16, help="how many are listed and shown on the sheets")
    parser.add_argument("--least", type=float, default=97.0, help="percent of pixels that must agree")
    return parser.parse_args()


def draw(command, o, tiles, ending):
    lines = "".join(f"{o.out / name}.pbf {z} {x} {y} {o.out / name}.{ending}.png\n" for name, z, x, y in tiles)
    for name, *_ in tiles:
        (o.out / f"{name}.{ending}.png").unlink(missing_ok=True)
    try:
        run = subprocess.run(list(map(str, command)), input=lines, capture_output=True, text=True)
    except FileNotFoundError:
        skip(f"{command[0]} is not there")
    if run.returncode == 77:
        skip(run.stdout.strip())
    if run.returncode:
        print(f"{command[0]}: status {run.returncode}: {run.stderr.strip()[-600:]}")


def main():
    o = arguments()
    if not o.karto.exists():
        skip(f"no binary {o.karto} (cargo build)")
    if not o.tiles and not (o.shared / "data").exists():
        skip(f"no recorded tiles: {o.shared}")
    tiles, scale = label_tiles.prepare(o), ["--scale", f"{o.scale:g}"]
    modules = ["--modules", o.modules] if o.modules else []
    draw([HERE / "draw.mjs", *modules, *scale, "--format", "png32", o.project], o, tiles, "mapnik")
    draw([o.karto.resolve(), "dev", "mapnik-list", o.project, *scale], o, tiles, "karto")
    results, by_zoom = [], {}
    for name, z, *_ in tiles:
        paths = [o.out / f"{name}.{ending}.png" for ending in ("mapnik", "karto")]
        if not all(path.exists() for path in paths):
            print(f"{name}: not drawn")
            results.append((0.0, 0.0, name, None))
        else:
            expected, actual = map(pictures.load, paths)
            same = expected.size == actual.size
            agree, ink = (pictures.agreement(expected, actual), pictures.inked(expected, actual)[0]) if same else (0.0, 0.0)
            results.append((agree, ink, name, (f"{name} {agree:.1%} ink {ink:.1%}", expected, actual)))
        by_zoom.setdefault(z, []).append(results[-1])
    for z, rows in sorted(by_zoom.items()):
        agree, ink = (sorted(row[i] for row in rows) for i in (0, 1))
        print(f"z{z:<3} {len(rows):4} tiles  agree least {agree[0]:.2%}, median {agree[len(rows) // 2]:.2%}; ink median {ink[len(rows) // 2]:.2%}")
    results.sort(key=lambda row: row[:2])
    for agree, ink, name, _ in results[: o.worst]:
        print(f"{agree:8.2%} {ink:8.2%}  {name}")
    shown = [row[3] for row in results[: o.worst] if row[3]]
    for old in o.out.glob("sheet-*.png"):
        old.unlink()
    for number in range(0, len(shown), 8):
        pictures.sheet(shown[number : number + 8], o.out / f"sheet-{number // 8 + 1}.png")
    good = sum(row[0] >= o.least / 100 for row in results)
    print(f"{good} of {len(results)} tiles agree by {o.least:g} % or more; sheets in {o.out}")
    return 0 if good == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
