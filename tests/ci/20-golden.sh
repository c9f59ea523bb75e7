#!/usr/bin/env bash
# The recorded answers of the real Kartotherian, if they are available.
set -euo pipefail
. "$(dirname "$0")/tools"
need_karto
# Without them, pictures are not compared, which the script says.
have_pictures || true
KARTO=$karto exec "$root/tests/golden"
