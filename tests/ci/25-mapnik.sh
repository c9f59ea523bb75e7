#!/usr/bin/env bash
# karto beside the real Mapnik and carto: their pictures and XML are drawn and compiled anew by npm's packages and have to be
# those that are committed, and every case drawn by karto has to agree with Mapnik's picture. At most two minutes.
#
# KARTO_BINARY    the binary (default: target/debug/karto, built if need be)
# MAPNIK_MODULES  a folder with node_modules that has @mapnik/mapnik, carto, carto1 and js-yaml (default: installed once)
set -euo pipefail
. "$(dirname "$0")/tools"
seconds=120
python3 -c 'import numpy, PIL' 2>/dev/null || skip 'Pillow and numpy are not installed (pip install pillow numpy)'
need_karto
deadline=$((SECONDS + seconds))
left() { echo $((deadline - SECONDS > 1 ? deadline - SECONDS : 1)); }
status=0

# carto and Mapnik are asked again, in a copy of the folder.
modules=${MAPNIK_MODULES:-$cache/mapnik}
packages=(@mapnik/mapnik@4.7.7 carto@0.18.2 carto1@npm:carto@1.2.0 js-yaml@3.14.1)
have_modules() { (cd "$modules" 2>/dev/null && node -e 'for (const it of ["carto", "carto1", "js-yaml", "@mapnik/mapnik"]) require(it)') 2>/dev/null; }
if ! have_modules && command -v npm >/dev/null && [ -z "${MAPNIK_MODULES:-}" ]; then
    mkdir -p "$modules"
    timeout "$(left)" npm install --silent --no-audit --no-fund --prefix "$modules" "${packages[@]}" >&2 || true
fi
if have_modules; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cp -r "$root/tests/carto" "$work/carto"
    NODE_PATH=$modules/node_modules timeout "$(left)" node "$work/carto/expect.mjs" || status=1
    for file in "$work"/carto/corpus/*/expected.xml; do
        name=$(basename "$(dirname "$file")")
        cmp -s "$file" "$root/tests/carto/corpus/$name/expected.xml" || { echo "$me: carto compiles $name otherwise"; status=1; }
    done
    echo "$me: carto has compiled $(find "$work/carto/corpus" -name expected.xml | wc -l) projects"
else
    without carto 'npm, or the packages carto and @mapnik/mapnik, cannot be had'
fi

timeout "$(left)" python3 "$root/tests/mapnik/compare.py" --karto "$karto" --known "$root/tests/mapnik/known.rs" >"${log:=$(mktemp)}" || verdict=$?
tail -n 40 "$log" | grep -v '100.0%' || true
rm -f "$log"
case ${verdict:-0} in
    0) ;;
    124) without pictures "comparing them takes longer than $seconds s with this binary" ;;
    *) status=1 ;;
esac
exit $status
