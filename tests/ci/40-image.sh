#!/usr/bin/env bash
# The Dockerfile, built and run: both targets with buildah, then what is in them and what they do (tests/container).
#
# Needs root, buildah and the base images: from a registry, or made on this machine by the program
# tools/container-base in $KARTO_SHARED (default: the folder shared beside the checkout). What was compiled is kept in
# $KARTO_CI_CACHE for the next run.
set -euo pipefail
. "$(dirname "$0")/tools"
[ "$(uname)" = Linux ] || skip 'images are built on Linux only'
[ "$(id -u)" = 0 ] || skip 'needs root (or a rootless buildah with a user namespace, which this script does not set up)'
command -v unshare >/dev/null && unshare --mount true 2>/dev/null || skip 'mount namespaces are not allowed here'
command -v python3 >/dev/null || skip 'python3 is not installed'
command -v buildah >/dev/null || skip 'buildah is not installed'
buildah=(buildah --storage-driver vfs)

base=''
for shared in "${KARTO_SHARED:-}" "$root/../shared" "$root/../../shared"; do
    if [ -z "$base" ] && [ -n "$shared" ] && [ -x "$shared/tools/container-base" ]; then base=$shared/tools/container-base; fi
done
if [ -n "$base" ]; then
    # debootstrap and packages: a few minutes, once
    "$base" >"$cache/container-base.log" 2>&1 || { tail -5 "$cache/container-base.log" >&2; skip 'the base images could not be made (debootstrap, apt)'; }
    pull=never
else
    for image in $(sed -nE 's/^FROM (docker\.io\S+).*/\1/p' "$root/Dockerfile" | sed 's/\${RUST}/1-bookworm/' | sort -u); do
        "${buildah[@]}" pull --quiet "$image" >/dev/null 2>&1 || skip "$image: no registry can be reached"
    done
    pull=missing
fi

budget=${KARTO_CI_IMAGE_BUDGET:-1500}
mkdir -p "$cache/image-target" "$cache/image-cargo"
containers=() images=()
cleanup() {
    for c in "${containers[@]:-}"; do [ -z "$c" ] || "${buildah[@]}" rm "$c" >/dev/null; done
    for i in "${images[@]:-}"; do [ -z "$i" ] || "${buildah[@]}" rmi "$i" >/dev/null 2>&1 || true; done
}
trap cleanup EXIT

args=(--pull="$pull" --isolation chroot --network host --format docker --build-arg "REVISION=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)")
# build NAME DOCKERFILE TARGET ARGUMENT...
build() {
    local name=$1 file=$2 target=$3 started=$SECONDS
    shift 3
    timeout "$budget" "${buildah[@]}" build "${args[@]}" "$@" --file "$file" --target "$target" --tag "karto-ci:$name" "$root" >"$cache/image-$name.log" 2>&1 || {
        [ $? != 124 ] || skip "the image could not be built within $budget s; the next run goes on from what was compiled"
        tail -40 "$cache/image-$name.log" >&2
        echo "$me: $name could not be built" >&2
        exit 1
    }
    images+=("karto-ci:$name")
    echo "$me: $name: built in $((SECONDS - started)) s"
}

# Without link-time optimization and with few others: they take minutes and change nothing that is tested here.
build slim "$root/Dockerfile" slim --build-arg LTO=off --build-arg OPT_LEVEL=1 --volume "$cache/image-target:/src/target" --volume "$cache/image-cargo:/usr/local/cargo/registry"
# `full` is what `slim` is, and fonts: its own two stages of the same Dockerfile, so that nothing is compiled twice.
rest=$(mktemp)
{
    echo 'FROM localhost/karto-ci:slim AS base'
    sed -n '/ AS fonts$/,/^$/p; /^FROM base AS full$/,/^$/p' "$root/Dockerfile"
} >"$rest"
build full "$rest" full
rm -f "$rest"
described=()
for target in slim full; do
    container=$("${buildah[@]}" from --pull-never "karto-ci:$target")
    containers+=("$container")
    mounted=$("${buildah[@]}" mount "$container")
    "${buildah[@]}" inspect --type image "karto-ci:$target" >"$cache/image-$target.json"
    described+=("$target" "$mounted" "$cache/image-$target.json")
    echo "$me: $target: $(du -sm "$mounted" | cut -f1) MB unpacked, of which the binary is $(du -m "$mounted/usr/local/bin/karto" | cut -f1)"
done
IMAGES=$(python3 -c '
import json, sys
said = sys.argv[1:]
print(json.dumps({said[i]: {"root": said[i + 1], "config": json.load(open(said[i + 2]))["Docker"]["config"]} for i in range(0, len(said), 3)}))' "${described[@]}")
export IMAGES
python3 "$root/tests/container/test_container.py"
