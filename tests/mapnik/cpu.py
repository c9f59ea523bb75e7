#!/usr/bin/env python3
"""CPU time a tile of karto beside that of the real Mapnik, over the same tiles in the same run.

    tests/mapnik/cpu.py --project P [--karto BIN] [--modules DIR] [--tiles LIST] [--scale S] [--rounds 3]

LIST has lines "TILE.pbf Z X Y"; without it the labeled tiles of ../shared are taken. Per renderer, user and system time of
a process that draws one tile is taken off that of a process that draws all; the renderers take turns, the least of the
rounds counts. Both decode the tile, draw it, and write a PNG with a palette. Exit status 77 without what it needs.
"""
import os, pathlib, subprocess, sys, tempfile, time

import label_tiles, options
from options import ROOT, of_tiles, skip

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = of_tiles(options.parser(__doc__, ["release"]), 20)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def used(command, lines):
    """(CPU seconds, seconds) of a process and what it started."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write("".join(lines).encode())
        given.seek(0)
        started = time.monotonic()
        try:
            process = subprocess.Popen(list(map(str, command)), stdin=given, stdout=said, stderr=subprocess.STDOUT)
        except FileNotFoundError:
            skip(f"{command[0]} is not there")
        _, status, usage = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code:
            said.seek(0)
            text = said.read().decode("utf-8", "replace").strip()
            skip(text) if code == 77 else sys.exit(f"{command[0]}: status {code}: {text[-500:]}")
        return usage.ru_utime + usage.ru_stime, time.monotonic() - started


def main():
    o = arguments()
    if not o.karto.exists():
        skip(f"no binary {o.karto} (cargo build --release)")
    if not o.tiles and not (o.shared / "data").exists():
        skip(f"no recorded tiles: {o.shared}")
    with tempfile.TemporaryDirectory() as folder:
        folder, lines = pathlib.Path(folder), []
        for name, data, z, x, y in label_tiles.listed(o.tiles) if o.tiles else label_tiles.recorded(o.shared, o.per_zoom):
            (folder / f"{name}.pbf").write_bytes(data)
            lines.append(f"{folder / name}.pbf {z} {x} {y} {folder / name}.png\n")
        modules = ["--modules", o.modules] if o.modules else []
        scale = ["--scale", f"{o.scale:g}"]
        commands = {
            "Mapnik": [HERE / "draw.mjs", *modules, *scale, o.project],
            "karto": [o.karto.resolve(), "dev", "mapnik-list", "--palette", o.project, *scale],
        }
        best = {}
        for _ in range(o.rounds):
            for renderer, command in commands.items():
                one, many = used(command, lines[:1]), used(command, lines)
                rest = len(lines) - 1
                times = ((many[0] - one[0]) / rest, (many[1] - one[1]) / rest, one[0])
                best[renderer] = min(best.get(renderer, times), times)
    print(f"{len(lines)} tiles at scale {o.scale:g}, least of {o.rounds} rounds")
    for renderer, (cpu, wall, start) in best.items():
        print(f"{renderer:8} {cpu * 1000:7.1f} ms CPU a tile, {wall * 1000:7.1f} ms passed, {start:5.2f} s CPU to start and draw the first")
    print(f"karto uses {best['karto'][0] / best['Mapnik'][0]:.2f} times the CPU of Mapnik")
    return 0


if __name__ == "__main__":
    sys.exit(main())
