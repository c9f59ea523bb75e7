"""The tiles that labels are compared on: chosen from recorded data, with names in one language, and colored."""
import json, pathlib, sqlite3

import mvt

COLORS = 8
LANGUAGES = ["", "en", "fr", "ru", "ar", "ja", "zh", "he"]
LABELED = ("country_label", "place_label", "poi_label", "road_label")


def color(number):
    """A color for a number below 2^24: far from those of its neighbors, so that no blend of two is a third's."""
    return f"#{number * 0x9E3779 % (1 << 24):06x}"


def translation(attributes, language):
    """The name in a language, as it is encoded: from name_xx, or from the JSON of name_. "" is the local language."""
    if not language:
        return None
    if f"name_{language}" in attributes:
        return attributes[f"name_{language}"]
    try:
        names = json.loads(mvt.read_value(attributes["name_"]))
        return mvt.value(names[language])
    except (KeyError, TypeError, ValueError):
        return None


def localized(data, language):
    """The tile with the names of one language where a feature has one: what Kartotherian's babel hands to the style."""
    layers = mvt.raw_layers(data)
    for layer in layers:
        for attributes, _ in layer.features:
            name = translation(attributes, language)
            if name:
                attributes["name"] = name
    return layers


def encoded(layers):
    return b"".join(layer.encode() for layer in layers)


def colored(layers):
    """Gives every feature its own colors: attributes _color0, _color1, …"""
    number = 1
    for layer in layers:
        for feature in layer.features:
            own = {f"_color{i}": mvt.value(color(number + i)) for i in range(COLORS)}
            number += COLORS
            feature[0] = feature[0] | own
    return layers


def labels_in(data):
    return sum(len(layer.features) for layer in mvt.raw_layers(data) if layer.name in LABELED)


def recorded(shared, per_zoom):
    """(name, bytes, z, x, y) of the tiles with the most labels of each zoom level, and of the synthetic city."""
    database = shared / "data" / "wmf-schema-tiles.mbtiles"
    if database.exists():
        reader = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
        for z in range(20):
            query = "SELECT tile_column, tile_row, tile_data FROM tiles WHERE zoom_level = ? ORDER BY length(tile_data) DESC, 1, 2"
            rows = [(labels_in(data), x, y, data) for x, y, data in reader.execute(query + " LIMIT ?", (z, 4 * per_zoom))]
            rows = sorted((row for row in rows if row[0]), key=lambda row: -row[0])
            for _, x, row, data in rows[:per_zoom]:
                y = 2**z - 1 - row
                yield f"{z}-{x}-{y}", data, z, x, y
    folder = shared / "golden" / "tiles" / "synthetic"
    for file in sorted(folder.glob("*/*/*")) if folder.exists() else []:
        z, x, y = int(file.parts[-3]), int(file.parts[-2]), int(file.stem.split(".")[0])
        yield f"synthetic-{z}-{x}-{y}", file.read_bytes(), z, x, y


def listed(path):
    """The same from a list of lines "TILE.pbf Z X Y"."""
    for line in pathlib.Path(path).read_text().splitlines():
        if line.strip():
            file, z, x, y, *_ = line.split()
            yield f"{pathlib.Path(file).stem}-{z}-{x}-{y}", pathlib.Path(file).read_bytes(), int(z), int(x), int(y)


def prepare(o):
    """Writes the chosen tiles into o.out, as karto gets them and colored; returns (name, z, x, y) of each.

    o: tiles (a list), or shared and per_zoom; language (all in this one) and only (names that begin so).
    """
    o.out.mkdir(parents=True, exist_ok=True)
    tiles = []
    for number, (name, data, z, x, y) in enumerate(listed(o.tiles) if o.tiles else recorded(o.shared, o.per_zoom)):
        every = LANGUAGES if name.startswith("synthetic") else [LANGUAGES[number % len(LANGUAGES)]]
        for language in [o.language] if o.language is not None else every:
            full = f"{name}-{language or 'local'}"
            if not full.startswith(o.only):
                continue
            layers = localized(data, language)
            (o.out / f"{full}.pbf").write_bytes(encoded(layers))
            (o.out / f"{full}.colored.pbf").write_bytes(encoded(colored(layers)))
            tiles.append((full, z, x, y))
    return tiles
