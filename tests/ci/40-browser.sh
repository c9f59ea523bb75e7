#!/usr/bin/env bash
# MapLibre GL JS draws karto's own style documents in a headless Chromium, and karto's root page works there.
# Chromium comes from Debian, the rest from npm (tests/browser/package-lock.json); without them this says so and ends.
#
# KARTO     the binary (default: target/debug/karto or target/release/karto, the newer one)
# CHROMIUM  the browser (default: chromium on PATH)
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$top/target/browser
mkdir -p "$work"

skip() {
    echo "40-browser: SKIPPED: $1"
    exit 0
}

if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null; then
    sudo=()
    [ "$(id -u)" = 0 ] || sudo=(sudo -n)
    if command -v apt-get >/dev/null && "${sudo[@]}" true 2>/dev/null; then
        { "${sudo[@]}" apt-get update -q && "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >&2 || true
    fi
fi
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip 'chromium is not there and cannot be installed'
export CHROMIUM
command -v npm >/dev/null || skip 'npm is not there'
if ! cmp -s "$top/tests/browser/package-lock.json" "$work/package-lock.json" || [ ! -d "$work/node_modules" ]; then
    cp "$top/tests/browser/package.json" "$top/tests/browser/package-lock.json" "$work/"
    (cd "$work" && npm ci --no-audit --no-fund >&2) || { rm -f "$work/package-lock.json"; skip 'the npm packages cannot be had'; }
fi
cp "$top/tests/browser/run.mjs" "$top/tests/browser/page.html" "$work/"

karto=${KARTO:-}
for candidate in "$top/target/release/karto" "$top/target/debug/karto"; do
    if [ -z "${KARTO:-}" ] && [ -x "$candidate" ] && { [ -z "$karto" ] || [ "$candidate" -nt "$karto" ]; }; then karto=$candidate; fi
done
[ -x "$karto" ] || { echo '40-browser: no karto binary; cargo build first'; exit 2; }

mkdir -p "$work/pictures"
started=()
finish() { for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done; }
trap finish EXIT

# look SOURCES CONFIG-ARGUMENTS…: a karto of its own, and a browser that looks at it
look() {
    local sources=$1 log=$work/karto.log address='' pid
    shift
    "$karto" serve --port 0 --admin-port 0 "$@" >"$log" 2>&1 &
    pid=$!
    started+=("$pid")
    # It says its address once it listens.
    while [ -z "$address" ]; do
        kill -0 "$pid" 2>/dev/null || { cat "$log"; exit 1; }
        sleep 0.1
        address=$(grep -oE 'http://[0-9.]+:[0-9]+' "$log" | head -1 || true)
    done
    # shellcheck disable=SC2086
    (cd "$work" && node run.mjs "http://127.0.0.1:${address##*:}" "$work/pictures" $sources)
    kill "$pid"
}
look 'karto karto-dark'
look icons -c "$top/tests/browser/config.yaml"
echo "40-browser: pictures are in target/browser/pictures"
