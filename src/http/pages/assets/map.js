// A small slippy map: Web Mercator tiles of 256 CSS pixels, moved by pointer, wheel, touch and keyboard.

const SIZE = 256;
const LATITUDE = 85.0511287798;
const clamp = (n, low, high) => Math.min(Math.max(n, low), high);

/** Longitude and latitude as fractions of the world's square, and back. */
export function project(lon, lat) {
  const s = Math.sin((clamp(lat, -LATITUDE, LATITUDE) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)];
}
export function unproject(x, y) {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

export class SlippyMap {
  /** `draw(z, x, y)` returns an element with a promise `ready`; `moved` is told of every change. */
  constructor(element, { draw, moved }) {
    Object.assign(this, { element, draw, moved, x: 0.5, y: 0.5, zoom: 1, min: 0, max: 19 });
    this.levels = new Map();
    this.pointers = new Map();
    this.listen();
    new ResizeObserver(() => this.update()).observe(element);
  }

  get width() { return this.element.clientWidth; }
  get height() { return this.element.clientHeight; }

  /** Jumps to a place; the layer below stays until `clear`. */
  show(lon, lat, zoom) {
    [this.x, this.y] = project(lon, lat);
    this.zoom = zoom;
    this.update();
  }

  /** Forgets all tiles: another source or language. */
  clear() {
    for (const level of this.levels.values()) level.element.remove();
    this.levels.clear();
  }

  /** Zooms by `by`, keeping the point at (px, py) of the element where it is. */
  zoomBy(by, px = this.width / 2, py = this.height / 2) {
    const [dx, dy] = [px - this.width / 2, py - this.height / 2];
    const before = SIZE * 2 ** this.zoom;
    this.zoom = clamp(this.zoom + by, this.lowest(), this.max);
    const after = SIZE * 2 ** this.zoom;
    this.x += dx / before - dx / after;
    this.y += dy / before - dy / after;
    this.update();
  }

  /** Glides to the next whole zoom. */
  zoomTo(target, px, py) {
    cancelAnimationFrame(this.glide);
    const goal = clamp(Math.round(target), this.lowest(), this.max);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return this.zoomBy(goal - this.zoom, px, py);
    const step = () => {
      const rest = goal - this.zoom;
      this.zoomBy(Math.abs(rest) < 0.01 ? rest : rest * 0.28, px, py);
      if (this.zoom !== goal) this.glide = requestAnimationFrame(step);
    };
    step();
  }

  panBy(dx, dy) {
    const world = SIZE * 2 ** this.zoom;
    this.x += dx / world;
    this.y += dy / world;
    this.update();
  }

  /** The world is never smaller than the window is high. */
  lowest() {
    return Math.max(this.min, Math.min(this.max, Math.log2(Math.max(this.height, 1) / SIZE)));
  }

  update() {
    if (!this.width || !this.height || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.place();
    });
  }

  place() {
    this.zoom = clamp(this.zoom, this.lowest(), this.max);
    const world = SIZE * 2 ** this.zoom;
    const half = this.height / 2 / world;
    this.x = ((this.x % 1) + 1) % 1;
    this.y = half >= 0.5 ? 0.5 : clamp(this.y, half, 1 - half);
    const z = clamp(Math.round(this.zoom), this.min, Math.floor(this.max));
    const level = this.level(z);
    // Between pixels the edges of tiles would be blended, and the background show through their seams.
    const whole = (n) => (this.zoom === z ? Math.round(n * devicePixelRatio) / devicePixelRatio : n);
    const [left, top] = [whole(this.x * world - this.width / 2), whole(this.y * world - this.height / 2)];
    for (const other of this.levels.values()) {
      const scale = 2 ** (this.zoom - other.z);
      other.element.style.transform = `translate3d(${-left}px, ${-top}px, 0) scale(${scale})`;
      other.element.classList.toggle('scaled', scale !== 1);
      other.element.style.zIndex = other === level ? 1 : 0;
    }
    this.fill(level, left, top, 2 ** (this.zoom - z));
    this.moved?.();
  }

  level(z) {
    let level = this.levels.get(z);
    if (!level) {
      const element = document.createElement('div');
      element.className = 'level';
      this.element.append(element);
      level = { z, element, tiles: new Map() };
      this.levels.set(z, level);
    }
    return level;
  }

  /** Puts the tiles in view onto the level, nearest first, and drops those far outside. */
  fill(level, left, top, scale) {
    const side = SIZE * scale;
    const across = 2 ** level.z;
    const [x0, x1] = [Math.floor(left / side), Math.floor((left + this.width) / side)];
    const [y0, y1] = [Math.max(0, Math.floor(top / side)), Math.min(across - 1, Math.floor((top + this.height) / side))];
    const wanted = [];
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) wanted.push([x, y]);
    const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
    wanted.sort((a, b) => Math.hypot(a[0] - cx, a[1] - cy) - Math.hypot(b[0] - cx, b[1] - cy));
    for (const [x, y] of wanted) {
      const key = `${x}/${y}`;
      if (level.tiles.has(key)) continue;
      const { element, ready, cancel } = this.draw(level.z, ((x % across) + across) % across, y);
      const tile = { x, y, element, cancel, done: false };
      element.classList.add('tile');
      element.style.transform = `translate(${x * SIZE}px, ${y * SIZE}px)`;
      level.tiles.set(key, tile);
      level.element.append(element);
      ready.then(() => element.classList.add('there'), () => element.classList.add('broken')).then(() => {
        tile.done = true;
        this.tidy();
      });
    }
    for (const [key, tile] of level.tiles) {
      if (tile.x < x0 - 2 || tile.x > x1 + 2 || tile.y < y0 - 2 || tile.y > y1 + 2) {
        tile.cancel?.();
        tile.element.remove();
        level.tiles.delete(key);
      }
    }
    this.current = level;
    this.tidy();
  }

  /** Other levels stay below until the current one is complete. */
  tidy() {
    if (!this.current || [...this.current.tiles.values()].some((tile) => !tile.done)) return;
    clearTimeout(this.tidying);
    this.tidying = setTimeout(() => {
      for (const [z, level] of this.levels) {
        if (level === this.current) continue;
        for (const tile of level.tiles.values()) tile.cancel?.();
        level.element.remove();
        this.levels.delete(z);
      }
    }, 220);
  }

  listen() {
    const on = (name, handler, options) => this.element.addEventListener(name, handler, options);
    const at = (event) => {
      const box = this.element.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    on('pointerdown', (event) => {
      if (event.button > 0) return;
      cancelAnimationFrame(this.glide);
      this.element.setPointerCapture(event.pointerId);
      this.element.classList.add('dragging');
      this.pointers.set(event.pointerId, at(event));
      this.trail = [];
    });
    on('pointermove', (event) => {
      const last = this.pointers.get(event.pointerId);
      if (!last) return;
      const now = at(event);
      if (this.pointers.size === 1) {
        this.panBy(last[0] - now[0], last[1] - now[1]);
        this.trail.push([event.timeStamp, last[0] - now[0], last[1] - now[1]]);
      } else {
        const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
        const reach = (a, b) => Math.max(Math.hypot(a[0] - b[0], a[1] - b[1]), 1);
        this.panBy((last[0] - now[0]) / 2, (last[1] - now[1]) / 2);
        this.zoomBy(Math.log2(reach(now, other) / reach(last, other)), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      }
      this.pointers.set(event.pointerId, now);
    });
    const up = (event) => {
      if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
      this.element.classList.remove('dragging');
      this.fling(event.timeStamp);
    };
    on('pointerup', up);
    on('pointercancel', up);
    on('wheel', (event) => {
      event.preventDefault();
      cancelAnimationFrame(this.glide);
      const lines = event.deltaMode === 1 ? 16 : 1;
      this.zoomBy(clamp(-event.deltaY * lines * (event.ctrlKey ? 0.012 : 0.0028), -1, 1), ...at(event));
    }, { passive: false });
    on('dblclick', (event) => this.zoomTo(this.zoom + (event.shiftKey ? -1 : 1), ...at(event)));
    on('keydown', (event) => {
      const step = event.shiftKey ? 240 : 80;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (moves[event.key]) this.panBy(...moves[event.key]);
      else if (event.key === '+' || event.key === '=') this.zoomTo(this.zoom + 1);
      else if (event.key === '-' || event.key === '_') this.zoomTo(this.zoom - 1);
      else return;
      event.preventDefault();
    });
  }

  /** Lets the map run on a little after a quick drag. */
  fling(now) {
    const recent = (this.trail ?? []).filter(([time]) => now - time < 80);
    if (recent.length < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const span = Math.max(now - recent[0][0], 16);
    let [vx, vy] = [1, 2].map((i) => (recent.reduce((sum, move) => sum + move[i], 0) / span) * 16);
    const step = () => {
      this.panBy(vx, vy);
      [vx, vy] = [vx * 0.93, vy * 0.93];
      if (Math.hypot(vx, vy) > 0.4) this.glide = requestAnimationFrame(step);
    };
    step();
  }
}
