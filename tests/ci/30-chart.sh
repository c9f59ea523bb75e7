#!/bin/sh
# The chart: linted, rendered with many sets of values, validated against Kubernetes' own schemas, its behaviour tested,
# its queries asked of Prometheus' own engine. What that needs (helm, kubeconform, the schemas, the engine, two Python
# packages) is got once, through the Go module proxy and PyPI, and kept in $KARTO_CI_CACHE.
set -eu
helm_version=v3.22.0 kubeconform_version=v0.8.0
here=$(cd "$(dirname "$0")" && pwd)
chart=$here/../chart
cache=${KARTO_CI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/karto-ci}
mkdir -p "$cache"
PATH=$cache/bin:$PATH:/usr/local/go/bin
export PATH

skip() {
    echo "30-chart: SKIPPED: $1"
    exit 0
}

# tool NAME GO-PACKAGE: where it is, after building it if need be.
tool() {
    if ! command -v "$1" >/dev/null 2>&1; then
        command -v go >/dev/null 2>&1 || return 1
        echo "30-chart: building $2 (once)" >&2
        GOBIN=$cache/bin GOFLAGS=-buildvcs=false go install "$2" >&2 || return 1
    fi
    command -v "$1"
}

command -v python3 >/dev/null 2>&1 || skip 'python3 is not installed'
HELM=$(tool helm "helm.sh/helm/v3/cmd/helm@$helm_version") || skip "helm is not on PATH, and go is not there (or the module proxy not reachable) to build it"
export HELM

# A virtual environment of our own, or the system's Python if that has what is needed.
python=$cache/python/bin/python3
if [ ! -x "$python" ] || ! "$python" -c 'import yaml, promql_parser' 2>/dev/null; then
    { python3 -m venv "$cache/python" && "$cache/python/bin/pip" install -q --disable-pip-version-check PyYAML==6.0.3 promql-parser==0.12.0; } >&2 || python=python3
fi
"$python" -c 'import yaml' 2>/dev/null || skip 'PyYAML is not installed, and cannot be from PyPI'

# Without these the rest is still worth running.
if KUBECONFORM=$(tool kubeconform "github.com/yannh/kubeconform/cmd/kubeconform@$kubeconform_version") && "$python" "$chart/schemas.py" "$cache/schemas"; then
    SCHEMAS=$cache/schemas
    export KUBECONFORM SCHEMAS
else
    echo '30-chart: without schema validation: kubeconform or the schemas could not be had' >&2
fi

engine=$cache/bin/promql-$(cat "$chart"/promql/* | sha256sum | cut -c1-12)
if [ ! -x "$engine" ] && command -v go >/dev/null 2>&1; then
    echo "30-chart: building Prometheus' query engine (once)" >&2
    # In a copy: its go.sum is made, and checked against the checksum database, here.
    rm -rf "$cache/promql" && cp -r "$chart/promql" "$cache/promql"
    (cd "$cache/promql" && GOFLAGS='-mod=mod -buildvcs=false' go test -c -o "$engine" .) >&2 || true
fi
if [ -x "$engine" ]; then
    PROMQL_TEST=$engine
    export PROMQL_TEST
else
    echo "30-chart: without asking the queries: Prometheus' engine could not be built" >&2
fi

"$python" -m unittest discover -s "$chart" -t "$chart"
