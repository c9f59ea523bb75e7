#!/bin/sh
# The chart: linted, rendered with many sets of values, validated against Kubernetes' own schemas, its behavior tested,
# its queries asked of Prometheus' own engine. What that needs (helm, kubeconform, the schemas, the engine, two Python
# packages) is installed once, through the Go module proxy and PyPI, and kept in $KARTO_CI_CACHE.
set -eu
. "$(dirname "$0")/tools"
chart=$root/tests/chart
need_python
need_helm
need_karto
export KARTO_BINARY="$karto"

# Without these the rest is still worth running.
if KUBECONFORM=$(tool kubeconform "github.com/yannh/kubeconform/cmd/kubeconform@$kubeconform_version") && "$python" "$chart/schemas.py" "$cache/schemas"; then
    SCHEMAS=$cache/schemas
    export KUBECONFORM SCHEMAS
else
    without schemas 'kubeconform or the schemas of Kubernetes could not be had'
fi

engine=$cache/bin/promql-$(cat "$chart"/promql/* | sha256sum | cut -c1-12)
if [ ! -x "$engine" ] && command -v go >/dev/null 2>&1; then
    echo "30-chart: building Prometheus' query engine (once)" >&2
    # In a copy: this creates its go.sum, checked against the checksum database.
    rm -rf "$cache/promql" && cp -r "$chart/promql" "$cache/promql"
    (cd "$cache/promql" && GOFLAGS='-mod=mod -buildvcs=false' go test -c -o "$engine" .) >&2 || true
fi
if [ -x "$engine" ]; then
    PROMQL_TEST=$engine
    export PROMQL_TEST
else
    without queries "Prometheus' query engine could not be built (it needs Go and its module proxy)"
fi

unittests discover -s "$chart" -t "$chart"
