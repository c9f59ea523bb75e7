#!/usr/bin/env bash
# Counts the instructions of the stages of pictures of the demo, drawn by the binary that the tests have built, and
# compares them with tests/performance/instructions.tsv. A stage may take at most 5 % more. Instructions, unlike seconds,
# are the same on a busy machine; the binary is not optimized, so the numbers only compare with each other.
#
# KARTO_BLESS=1  write the table
set -euo pipefail
. "$(dirname "$0")/tools"
[ "$(uname -sm)" = 'Linux x86_64' ] || skip 'the table is of Linux on x86_64'
if ! command -v valgrind >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends valgrind >&2 || true
fi
command -v valgrind >/dev/null || skip 'valgrind is not installed'
need_karto

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Tiles are read before the pictures are drawn, three times each: the first time with nothing prepared.
valgrind --tool=callgrind --callgrind-out-file="$work/out" "$karto" render --style "$root/styles/demo/style.json" \
    --tiles "$root/styles/demo/world.pmtiles" --list "$root/tests/performance/tiles.txt" >"$work/log" 2>&1 || {
    tail -n 20 "$work/log"
    exit 1
}
callgrind_annotate --inclusive=yes --threshold=100 --show-percs=no "$work/out" >"$work/costs" 2>/dev/null
# stage NAME PATTERN: the instructions of the function that the pattern finds, with all that it calls.
stage() {
    local count
    count=$(grep -E "[:?]$2( |'|\$)" "$work/costs" | head -n 1 | awk '{ gsub(",", "", $1); print $1 }')
    [ -n "$count" ] || { echo "$me: no function matches $2" >&2; exit 1; }
    printf '%s\t%s\n' "$1" "$count"
}
{
    printf 'stage\tinstructions\n'
    stage 'tiles, unpacked and bound' 'karto::render::input::fetched::ReadyTiles::of'
    stage 'display lists' 'karto::render::compose::compose'
    stage 'labels, within display lists' 'karto::render::symbol::place_symbols'
    stage 'painting' 'karto::render::display::painter::draw'
    stage 'palettes and PNG' 'karto::image::png::indexed'
} >"$work/now"
table=$root/tests/performance/instructions.tsv
[ -z "${KARTO_BLESS:-}" ] || cp "$work/now" "$table"
awk -F '\t' -v me="$me" '
    NR == FNR { before[$1] = $2; next }
    FNR > 1 {
        change = ($2 / before[$1] - 1) * 100
        printf "%s: %s: %.1f million, %+.1f %%\n", me, $1, $2 / 1e6, change
        if (change > 5) more = 1
    }
    END { if (more) print me ": more than 5 % more. If that is meant: KARTO_BLESS=1 tests/ci/58-instructions.sh"; exit more }
' "$table" "$work/now"
