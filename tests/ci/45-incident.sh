#!/bin/sh
# The incident of 2023-01-30, replayed on the real binary, the real chart and the real /?spec, without a cluster.
set -eu
. "$(dirname "$0")/tools"
need_python
need_helm
need_karto
"$python" "$root/tests/incident/replay.py" --binary "$karto" --helm "$HELM"
