"""Reads and writes Mapbox Vector Tiles with the standard library: what the scripts of this folder need of them."""
import gzip, struct, zlib

EXTENT = 4096


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def zigzag(n):
    return n << 1 if n >= 0 else (-n << 1) - 1


def number(tag, n):
    return varint(tag << 3) + varint(n)


def block(tag, data):
    return varint(tag << 3 | 2) + varint(len(data)) + data


def packed(tag, numbers):
    return block(tag, b"".join(map(varint, numbers)))


class Unsigned(int):
    """A number that is written as uint64; a plain int is written as sint64."""


class Single(float):
    """A number that is written as float; a plain float is written as double."""


def value(v):
    if isinstance(v, bool):
        return number(7, int(v))
    if isinstance(v, str):
        return block(1, v.encode())
    if isinstance(v, Single):
        return varint(2 << 3 | 5) + struct.pack("<f", v)
    if isinstance(v, float):
        return varint(3 << 3 | 1) + struct.pack("<d", v)
    if isinstance(v, Unsigned):
        return number(5, v)
    return number(6, zigzag(v))


def geometry(kind, parts):
    """Commands of a geometry. kind: 1 points, 2 lines, 3 rings; parts: lists of (x, y) in units of the tile."""
    out, x, y = [], 0, 0

    def step(point):
        nonlocal x, y
        out.extend((zigzag(point[0] - x), zigzag(point[1] - y)))
        x, y = point

    if kind == 1:
        out.append(len(parts) << 3 | 1)
        for (point,) in parts:
            step(point)
        return out
    for part in parts:
        if kind == 3 and part[0] == part[-1]:
            part = part[:-1]
        out.append(1 << 3 | 1)
        step(part[0])
        out.append((len(part) - 1) << 3 | 2)
        for point in part[1:]:
            step(point)
        if kind == 3:
            out.append(1 << 3 | 7)
    return out


def encode(layers):
    """The bytes of a tile. layers: {name: [(kind, parts, attributes)]}."""
    tile = b""
    for name, features in layers.items():
        keys, values, body = {}, {}, b""
        for position, (kind, parts, attributes) in enumerate(features, 1):
            tags = []
            for key, v in attributes.items():
                tags.append(keys.setdefault(key, len(keys)))
                tags.append(values.setdefault(value(v), len(values)))
            body += block(2, number(1, position) + packed(2, tags) + number(3, kind) + packed(4, geometry(kind, parts)))
        names = b"".join(block(3, k.encode()) for k in keys) + b"".join(block(4, v) for v in values)
        tile += block(3, number(15, 2) + block(1, name.encode()) + body + names + number(5, EXTENT))
    return tile


def read_varint(b, i):
    result = shift = 0
    while True:
        byte = b[i]
        i += 1
        result |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return result, i


def fields(b):
    """(tag, wire type, value) of each field of a message."""
    i = 0
    while i < len(b):
        key, i = read_varint(b, i)
        tag, wire = key >> 3, key & 7
        if wire == 0:
            v, i = read_varint(b, i)
        else:
            length = {1: 8, 5: 4}.get(wire)
            if length is None:
                length, i = read_varint(b, i)
            v = b[i : i + length]
            i += length
        yield tag, wire, v


def numbers(b):
    out, i = [], 0
    while i < len(b):
        n, i = read_varint(b, i)
        out.append(n)
    return out


def read_value(b):
    for tag, _, v in fields(b):
        if tag == 1:
            return v.decode("utf-8", "replace")
        if tag in (2, 3):
            return struct.unpack("<f" if tag == 2 else "<d", v)[0]
        if tag == 4:
            return v - (1 << 64) if v >> 63 else v
        if tag == 5:
            return v
        if tag == 6:
            return v >> 1 ^ -(v & 1)
        if tag == 7:
            return bool(v)
    return None


def unzip(b):
    if b[:2] == b"\x1f\x8b":
        return gzip.decompress(b)
    return zlib.decompress(b) if b[:1] == b"\x78" else b


class RawLayer:
    """A layer whose features keep their geometry as it is encoded, so that attributes can be rewritten."""

    def __init__(self, data):
        self.name, self.extent, self.version, keys, values, features = "", EXTENT, 1, [], [], []
        for tag, _, v in fields(data):
            if tag == 1:
                self.name = v.decode()
            elif tag == 2:
                features.append(v)
            elif tag == 3:
                keys.append(v.decode())
            elif tag == 4:
                values.append(v)
            elif tag == 5:
                self.extent = v
            elif tag == 15:
                self.version = v
        self.features = []  # [attributes as {key: encoded value}, the other fields as bytes]
        for feature in features:
            attributes, rest = {}, b""
            for tag, wire, v in fields(feature):
                if tag == 2:
                    tags = numbers(v)
                    attributes = {keys[k]: values[n] for k, n in zip(tags[::2], tags[1::2])}
                else:
                    rest += number(tag, v) if wire == 0 else block(tag, v)
            self.features.append([attributes, rest])

    def encode(self):
        keys, values, body = {}, {}, b""
        for attributes, rest in self.features:
            tags = []
            for key, v in attributes.items():
                tags += [keys.setdefault(key, len(keys)), values.setdefault(v, len(values))]
            body += block(2, packed(2, tags) + rest)
        names = b"".join(block(3, k.encode()) for k in keys) + b"".join(block(4, v) for v in values)
        head = number(15, self.version) + block(1, self.name.encode())
        return block(3, head + body + names + number(5, self.extent))


def raw_layers(data):
    return [RawLayer(v) for tag, _, v in fields(unzip(data)) if tag == 3]
