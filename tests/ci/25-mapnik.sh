#!/usr/bin/env bash
# karto beside the real Mapnik and carto. The committed XML and pictures must be what npm's packages make anew, and karto
# must draw every case as Mapnik does (tests/mapnik/compare.py). At most two minutes, apart from installing and building.
#
# KARTO_BINARY    the binary (default: target/debug/karto, built if need be)
# MAPNIK_MODULES  a folder with the packages in node_modules (default: one in the cache, where they are installed once)
set -euo pipefail
. "$(dirname "$0")/tools"
have_pictures || skip 'Pillow and numpy are not installed (pip install pillow numpy)'
need_karto

modules=${MAPNIK_MODULES:-$cache/mapnik}
packages=(@mapnik/mapnik@4.7.7 carto@0.18.2 carto1@npm:carto@1.2.0 js-yaml@3.14.1)
have_packages() {
    local load='for (const name of ["@mapnik/mapnik", "carto", "carto1", "js-yaml"]) require(name)'
    NODE_PATH=$modules/node_modules node -e "$load" >/dev/null 2>&1
}
if ! have_packages && [ -z "${MAPNIK_MODULES:-}" ] && command -v npm >/dev/null; then
    timeout 120 npm install --no-audit --no-fund --prefix "$modules" "${packages[@]}" >&2 || true
fi

seconds=120
end=$((SECONDS + seconds))
left() { echo $((end > SECONDS ? end - SECONDS : 1)); }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# Makes the files of a copy of FOLDER anew, and names those that are not as they are committed.
anew() { # FOLDER, name of the files, command that makes them in the current folder...
    local folder=$1 name=$2 file ended=0
    shift 2
    (cd "$work/tests/$folder" && timeout "$(left)" "$@") || ended=$?
    if [ $ended = 124 ]; then
        without "$folder" "$name cannot all be made within $seconds s"
    elif [ $ended != 0 ]; then
        status=1
    fi
    while read -r file; do
        cmp -s "$work/tests/$file" "$root/tests/$file" || { echo "$me: tests/$file is not what is made now"; status=1; }
    done < <(cd "$root/tests" && find "$folder" -name "$name")
}
if have_packages; then
    mkdir "$work/tests"
    cp -r "$root/tests/carto" "$root/tests/mapnik" "$work/tests/"
    # The cases name their fonts there.
    ln -s "$root/styles" "$work/styles"
    NODE_PATH=$modules/node_modules anew carto expected.xml node expect.mjs
    MAPNIK_MODULES=$modules anew mapnik mapnik.png node expect.mjs
else
    without anew 'the npm packages @mapnik/mapnik and carto cannot be had'
fi

python3 "$root/tests/mapnik/compare.py" --karto "$karto" --seconds "$(left)" >"$work/table" 2>&1 || status=1
[ $status = 0 ] || head -n 20 "$work/table"
tail -n 3 "$work/table"
undrawn=$(grep -oE '[0-9]+ were not drawn' "$work/table" | cut -d' ' -f1 || true)
[ -z "$undrawn" ] || without pictures "$undrawn cases cannot be drawn within $seconds s (cargo test draws them)"
exit $status
