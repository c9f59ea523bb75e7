#!/usr/bin/env bash
# Builds the fuzz targets and runs each for a few seconds, about three minutes in total. Building them takes longer than all
# other scripts together, so this is done on request.
#
# KARTO_FUZZ=1  do it
# FUZZ_SECONDS  seconds per target (default: 8)
# FUZZ_TARGETS  the targets (default: all)
set -euo pipefail
. "$(dirname "$0")/tools"
[ -n "${KARTO_FUZZ:-}" ] || skip 'the fuzz targets take long to build: set KARTO_FUZZ=1'
seconds=${FUZZ_SECONDS:-8}
cargo_fuzz=0.13.2
# Sanitizers are unstable, but the compiler is the pinned one.
export RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0
PATH=$cache/cargo-fuzz-$cargo_fuzz/bin:$PATH

command -v cargo >/dev/null || skip 'cargo is not installed'
command -v c++ >/dev/null || skip 'there is no C++ compiler for libFuzzer'
if ! command -v cargo-fuzz >/dev/null; then
    # Not optimized: it only starts cargo.
    CARGO_TARGET_DIR=$cache/cargo-fuzz-target timeout 900 \
        cargo install --locked --debug --root "$cache/cargo-fuzz-$cargo_fuzz" "cargo-fuzz@$cargo_fuzz" >&2 ||
        skip "cargo-fuzz $cargo_fuzz cannot be installed from crates.io"
    rm -rf "$cache/cargo-fuzz-target"
fi

cd "$root"
host=$(rustc -vV | sed -n 's/^host: //p')
compgen -G "$(rustc --print sysroot)/lib/rustlib/$host/lib/librustc-*_rt.asan.*" >/dev/null ||
    skip "the toolchain has no runtime of the address sanitizer for $host"
cargo fuzz build >&2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for target in ${FUZZ_TARGETS:-$(cargo fuzz list)}; do
    mkdir -p "$work/$target"
    # New inputs go to the first folder, so that the committed ones stay as they are.
    ended=0
    ASAN_OPTIONS=detect_leaks=0 "fuzz/target/$host/release/$target" "$work/$target" "fuzz/corpus/$target" \
        -artifact_prefix="$work/$target-" -max_total_time="$seconds" -rss_limit_mb=2048 -malloc_limit_mb=1024 \
        -timeout=10 -max_len=65536 >"$work/log" 2>&1 || ended=$?
    if [ $ended = 0 ]; then
        echo "$me: $target: $(grep -aoE '^Done [0-9]+ runs' "$work/log" | tail -n 1)"
    else
        echo "$me: $target failed:"
        grep -aE 'panicked|ERROR|SUMMARY|Base64' -A 2 "$work/log" | head -n 30
        status=1
    fi
done
exit $status
