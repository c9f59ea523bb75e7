#!/bin/sh
# Everything goes wrong at once for a minute, and every answer is judged: tests/chaos.
set -eu
. "$(dirname "$0")/tools"
need_karto
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || skip 'Python 3.10 is not installed'
python3 "$root/tests/chaos/chaos.py" "$karto" --seconds "${CHAOS_SECONDS:-50}"
