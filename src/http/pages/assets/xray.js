// Vector tiles without a style: every layer in a color of its own, so that data can be looked at.

/** Reads the protobuf of a tile (Mapbox Vector Tile 2.1) as far as drawing needs it. */
function* fields(bytes) {
  let at = 0;
  const varint = () => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('cut short');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const [field, wire] = [tag >>> 3, tag & 7];
    if (wire === 0) yield [field, varint()];
    else if (wire === 2) {
      const size = varint();
      yield [field, bytes.subarray(at, (at += size))];
    } else if (wire === 5) yield [field, bytes.subarray(at, (at += 4))];
    else if (wire === 1) yield [field, bytes.subarray(at, (at += 8))];
    else throw new Error('no vector tile');
  }
}

function packed(bytes) {
  const out = [];
  for (let at = 0; at < bytes.length; ) {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128 || byte === undefined) break;
      factor *= 128;
    }
    out.push(value);
  }
  return out;
}

function layers(bytes) {
  const text = new TextDecoder();
  const out = [];
  for (const [field, value] of fields(bytes)) {
    if (field !== 3) continue;
    const layer = { name: '', extent: 4096, features: [] };
    for (const [part, data] of fields(value)) {
      if (part === 1) layer.name = text.decode(data);
      else if (part === 5) layer.extent = data;
      else if (part === 2) {
        const feature = { kind: 0, geometry: [] };
        for (const [inner, more] of fields(data)) {
          if (inner === 3) feature.kind = more;
          else if (inner === 4) feature.geometry = packed(more);
        }
        layer.features.push(feature);
      }
    }
    out.push(layer);
  }
  return out;
}

/** A hue for a name, spread over the circle. */
function hue(name) {
  let hash = 0;
  for (const c of name) hash = (hash * 31 + c.codePointAt(0)) >>> 0;
  return (hash * 137.508) % 360;
}

function trace(context, geometry, scale, kind) {
  let [x, y, at] = [0, 0, 0];
  const zigzag = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);
  context.beginPath();
  while (at < geometry.length) {
    const [command, count] = [geometry[at] & 7, Math.floor(geometry[at] / 8)];
    at += 1;
    if (command === 7) {
      context.closePath();
      continue;
    }
    for (let i = 0; i < count && at + 1 < geometry.length; i++) {
      x += zigzag(geometry[at++]);
      y += zigzag(geometry[at++]);
      if (kind === 1) {
        context.moveTo(x * scale + 2.5, y * scale);
        context.arc(x * scale, y * scale, 2.5, 0, 7);
      } else if (command === 1) context.moveTo(x * scale, y * scale);
      else context.lineTo(x * scale, y * scale);
    }
  }
}

/** A canvas of 256 CSS pixels with the tile at `url` drawn on it. */
export function xray(url) {
  const canvas = document.createElement('canvas');
  const ratio = Math.min(devicePixelRatio || 1, 3);
  canvas.width = canvas.height = 256 * ratio;
  const stop = new AbortController();
  const ready = fetch(url, { signal: stop.signal }).then(async (answer) => {
    if (!answer.ok) throw new Error(await answer.text());
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const context = canvas.getContext('2d');
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    context.lineWidth = ratio * 0.9;
    context.lineJoin = 'round';
    for (const layer of layers(bytes)) {
      const color = (lightness, alpha) => `hsl(${hue(layer.name)} 62% ${lightness}% / ${alpha})`;
      context.fillStyle = color(dark ? 62 : 48, 0.16);
      context.strokeStyle = color(dark ? 66 : 40, 0.75);
      for (const feature of layer.features) {
        trace(context, feature.geometry, canvas.width / layer.extent, feature.kind);
        if (feature.kind !== 2) context.fill('evenodd');
        context.stroke();
      }
    }
  });
  return { element: canvas, ready, cancel: () => stop.abort() };
}
