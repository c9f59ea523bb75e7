#!/usr/bin/env bash
# MapLibre GL JS draws karto's own style documents in a headless Chromium, and karto's own pages work there. MapLibre GL
# JS and the driver come from npm (tests/browser/package-lock.json).
#
# KARTO_BINARY  the binary (default: target/debug/karto, built if need be)
# CHROMIUM      the browser (default: Chromium or Chrome on PATH)
set -euo pipefail
. "$(dirname "$0")/tools"
work=$root/target/browser
mkdir -p "$work"

for browser in chromium chromium-browser google-chrome; do
    CHROMIUM=${CHROMIUM:-$(command -v "$browser" || true)}
done
[ -n "$CHROMIUM" ] || skip 'chromium is not installed'
export CHROMIUM
command -v npm >/dev/null || skip 'npm is not installed'
if ! cmp -s "$root/tests/browser/package-lock.json" "$work/package-lock.json" || [ ! -d "$work/node_modules" ]; then
    cp "$root/tests/browser/package.json" "$root/tests/browser/package-lock.json" "$work/"
    (cd "$work" && npm ci --no-audit --no-fund >&2) || { rm -f "$work/package-lock.json"; skip 'the npm packages cannot be had'; }
fi
cp "$root/tests/browser/run.mjs" "$root/tests/browser/page.html" "$work/"
need_karto

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
    # It logs its address once it listens.
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
look icons -c "$root/tests/browser/config.yaml"
echo "$me: pictures are in target/browser/pictures"
