#!/bin/sh
# Checks the files or folders given; see 使用说明.txt.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 2
export PYTHONNOUSERSITE=1
for python in "$here/python/bin/python3" python3.13 python3.12 python3.11 python3; do
  if "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    exec "$python" "$here/app/launcher.py" "$@"
  fi
done
cat "$here/app/nopython.txt" >&2
exit 2
