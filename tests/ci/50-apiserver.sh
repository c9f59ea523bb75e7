#!/bin/sh
# The chart on a real Kubernetes control plane: every set of values is accepted by the API server, and the incident is
# replayed with helm's own hooks and Kubernetes' own rollout. etcd, kube-apiserver and kube-controller-manager are built
# from their Go modules, once, and kept in $KARTO_CI_CACHE; if that takes longer than $KARTO_CI_BUDGET seconds (720), this
# script is skipped, and the next run goes on from there.
set -eu
. "$(dirname "$0")/tools"
need_python
need_helm
command -v openssl >/dev/null 2>&1 || skip 'openssl is not installed'

# The version that the API server reports, set as its release builds set it; the module has the same version.
version=v1.36.3
stamp="-X k8s.io/component-base/version.gitVersion=$version -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36"
module=$root/tests/incident/control-plane
programs=$cache/control-plane-$({ cat "$module"/*; echo "$stamp"; } | sha256sum | cut -c1-12)
budget=${KARTO_CI_BUDGET:-720}
if [ ! -x "$programs/kube-controller-manager" ]; then
    command -v go >/dev/null 2>&1 || skip 'the control plane is not built, and Go is not installed to build it'
    echo "$me: building etcd, kube-apiserver and kube-controller-manager (once, at most $budget s)" >&2
    rm -rf "$cache/control-plane" && cp -r "$module" "$cache/control-plane"
    mkdir -p "$programs.new"
    # What was compiled stays in Go's own cache.
    (cd "$cache/control-plane" && GOFLAGS='-mod=mod -buildvcs=false' timeout "$budget" go build -trimpath -ldflags="-s -w $stamp" -o "$programs.new/" \
        k8s.io/kubernetes/cmd/kube-apiserver k8s.io/kubernetes/cmd/kube-controller-manager go.etcd.io/etcd/server/v3) >&2 ||
        skip "the control plane could not be built within $budget s (or the module proxy was not reachable); a next run goes on where this one stopped"
    mv "$programs.new/server" "$programs.new/etcd"
    mv "$programs.new" "$programs"
fi

need_karto
KARTO_CONTROL_PLANE=$programs
export KARTO_CONTROL_PLANE
if [ ! -e "$cache/schemas/crds" ]; then "$python" "$root/tests/chart/schemas.py" "$cache/schemas" || without custom-resources 'their definitions could not be had'; fi
SCHEMAS=$cache/schemas "$python" "$root/tests/incident/test_accepted.py"
"$python" "$root/tests/incident/replay.py" --binary "$karto" --helm "$HELM" --control-plane "$programs"
