#!/usr/bin/env python3
"""Draws the cases of this folder with karto and compares them with the pictures of the real Mapnik (mapnik.png).

    tests/mapnik/compare.py [--karto BIN] [--only NAME]… [--out target/mapnik] [--worst 40] [--least 97] [--table FILE]
                             [--seconds N]

Columns: agree: share of pixels within 40/255 after a 3×3 blur; strict: share within 16/255 without one; ink: the same
of the pixels that either has drawn on; mean: mean difference of a channel (0 to 255). Worst first. --only takes a prefix.
Sheets expected | actual | difference of the worst are in --out. Exit status 1 when a case agrees by less than --least
percent (of a known difference: less than known.rs says) or is not drawn, 77 without what it needs (Pillow and numpy, the
binary).
"""
import concurrent.futures, hashlib, json, os, pathlib, re, subprocess, sys, time

import options
from options import ROOT, skip

HERE = pathlib.Path(__file__).resolve().parent


try:
    import pictures
except ImportError as e:
    skip(f"{e.name} is not installed (pip install pillow numpy)")


def arguments():
    parser = options.parser(__doc__)
    parser.add_argument("--only", action="append", default=[], help="cases whose names begin so")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "target" / "mapnik")
    parser.add_argument("--worst", type=int, default=40, help="how many are shown on the sheets")
    parser.add_argument("--least", type=float, default=97.0, help="percent of pixels that must agree")
    parser.add_argument("--table", type=pathlib.Path, help="writes the table as TSV, to compare two runs")
    parser.add_argument("--seconds", type=float, help="begins no further case after so long; which are drawn is arbitrary")
    return parser.parse_args()


def draw(karto, case, out):
    """Draws a case; the error as text when it cannot be drawn."""
    settings = case / "case.json"
    settings = json.loads(settings.read_text()) if settings.exists() else {}
    z = settings.get("z", 14)
    x, y = 2 ** (z - 1), 2 ** (z - 1) - 1
    project = next(case / name for name in ("map.xml", "project.mml", "") if (case / name).exists())
    command = [karto, "dev", "mapnik-tile", project, HERE / "tile.pbf", z, x, y, out]
    command += ["--scale", settings.get("scale", 1), "--size", settings.get("size", 256)]
    if "as" in settings:
        command += ["--tile", "/".join(map(str, settings["as"]))]
    out.unlink(missing_ok=True)
    try:
        run = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return "no picture in 60 s"
    if run.returncode or not out.exists():
        lines = [line for line in run.stderr.splitlines() if line.strip()]
        return f"status {run.returncode}: {' '.join(lines)[:300]}"
    return None


def compare(karto, case, out):
    error = draw(karto, case, out)
    if error:
        return {"agree": 0.0, "strict": 0.0, "ink": 0.0, "mean": 255.0, "error": error}
    expected, actual = pictures.load(case / "mapnik.png"), pictures.load(out)
    if expected.size != actual.size:
        return {"agree": 0.0, "strict": 0.0, "ink": 0.0, "mean": 255.0, "error": f"size {actual.size}, expected {expected.size}"}
    mean, within = pictures.strict(expected, actual)
    return {
        "agree": pictures.agreement(expected, actual), "strict": within,
        "ink": pictures.inked(expected, actual)[0], "mean": mean, "error": None,
    }


def sheets(worst, out):
    for number in range(0, len(worst), 8):
        rows = []
        for name, result in worst[number : number + 8]:
            expected = pictures.load(HERE / "cases" / name / "mapnik.png")
            drawn = out / f"{name}.png"
            actual = pictures.load(drawn) if drawn.exists() else pictures.Image.new("RGBA", expected.size)
            note = f"{name}  {result['agree']:.1%}  ink {result['ink']:.1%}  {result['error'] or ''}"
            rows.append((note[:120], expected, actual))
        pictures.sheet(rows, out / f"sheet-{number // 8 + 1}.png")


def known():
    """The percent by which the known differences agree."""
    rows = re.findall(r'^ +known\("([^"]+)", ([0-9.]+),', (HERE / "known.rs").read_text(), re.M)
    return {name: float(least) for name, least in rows}


def main():
    o = arguments()
    if not o.karto.exists():
        skip(f"no binary {o.karto} (cargo build)")
    cases = [case for case in sorted((HERE / "cases").iterdir()) if (case / "mapnik.png").exists()]
    cases = [case for case in cases if not o.only or case.name.startswith(tuple(o.only))]
    o.out.mkdir(parents=True, exist_ok=True)
    for old in o.out.glob("sheet-*.png"):
        old.unlink()
    karto = o.karto.resolve()
    end = time.monotonic() + o.seconds if o.seconds else float("inf")
    if o.seconds:
        # All kinds of cases take part.
        cases.sort(key=lambda case: hashlib.md5(case.name.encode()).digest())

    def timely(case):
        return compare(karto, case, o.out / f"{case.name}.png") if time.monotonic() < end else None

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = {case.name: result for case, result in zip(cases, pool.map(timely, cases)) if result}
    ordered = sorted(results.items(), key=lambda item: (item[1]["agree"], item[1]["ink"]))
    print(f"{'agree':>7} {'strict':>7} {'ink':>7} {'mean':>6}  case")
    for name, r in ordered:
        print(f"{r['agree']:7.1%} {r['strict']:7.1%} {r['ink']:7.1%} {r['mean']:6.2f}  {name}" + (f": {r['error']}" if r["error"] else ""))
    if o.table:
        lines = [f"{name}\t{r['agree']:.5f}\t{r['strict']:.5f}\t{r['ink']:.5f}\t{r['mean']:.3f}" for name, r in sorted(results.items())]
        o.table.write_text("\n".join(["case\tagree\tstrict\tink\tmean", *lines]) + "\n")
    if ordered:
        sheets(ordered[: o.worst], o.out)
        middle = [sorted(r[key] for r in results.values())[len(results) // 2] for key in ("agree", "ink")]
        print(f"median agree {middle[0]:.2%}, ink {middle[1]:.2%}; sheets in {o.out}")
    bad = [name for name, r in ordered if r["agree"] < o.least / 100]
    late = f"; {len(cases) - len(results)} were not drawn for want of time" if len(results) < len(cases) else ""
    print(f"{len(results) - len(bad)} of {len(results)} cases agree by {o.least:g} % or more{late}")
    least = known()
    bad = [name for name in bad if results[name]["agree"] * 100 < least.get(name, 100)]
    if bad:
        print(f"not known to differ: {', '.join(bad)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
