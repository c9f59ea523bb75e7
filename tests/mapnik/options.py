"""What the scripts that compare karto with Mapnik have in common: their options, and how they say that they cannot run."""
import argparse, pathlib, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def skip(reason):
    print(f"not compared: {reason}")
    sys.exit(77)


def parser(doc, kinds=("release", "debug")):
    """A parser with the option --karto."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    built = [ROOT / "target" / kind / "karto" for kind in kinds]
    made.add_argument("--karto", type=pathlib.Path, default=next((b for b in built if b.exists()), built[0]))
    return made


def of_tiles(made, per_zoom):
    """Adds the options of a comparison of the tiles of a project."""
    made.add_argument("--project", type=pathlib.Path, required=True)
    made.add_argument("--modules", help="folder in which the npm packages are installed")
    made.add_argument("--tiles", type=pathlib.Path)
    made.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    made.add_argument("--per-zoom", type=int, default=per_zoom)
    made.add_argument("--scale", type=float, default=1)
    return made
