#!/bin/sh
# Makes .venv, installs the lock, the front-end packages and the system libraries. A second run finds all there.
# Usage: tools/setup.sh run | test
set -eu
cd "$(dirname "$0")/.."
want="${1:-run}"
python="${PYTHON:-python3}"

libraries="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-lxgw-wenkai"
[ "$want" = test ] && libraries="$libraries chromium chromium-l10n poppler-utils postgresql redis-server nginx-light"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; found: $("$python" --version). Set PYTHON=/path/to/python3.11"; exit 1; }
"$python" -c 'import ensurepip, venv' 2>/dev/null || libraries="$libraries python3-venv"

missing=""
for package in $libraries; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
command -v npm >/dev/null 2>&1 || [ -x .venv/bin/npm ] || node_missing=yes

if [ -n "$missing" ]; then
    install="apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; else sudo=no; fi
    if [ "$sudo" = no ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "System packages are missing. Please run this line, then the same make command again:"
        echo "    sudo apt-get update && sudo $install"
        exit 1
    fi
    echo "Installing system packages:$missing"
    # a cluster of its own is not wanted: tests start a throw-away one
    if [ "$want" = test ]; then
        $sudo mkdir -p /etc/postgresql-common
        [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo $install -qq >/dev/null
fi

stamp() { cat requirements/base.txt requirements/dev.txt package-lock.json tools/setup.sh | sha256sum | cut -d' ' -f1; }
done_file=".venv/.setup-$want"
for found in "$done_file" .venv/.setup-test; do  # what tests need holds all that a run needs
    if [ -f "$found" ] && [ "$(cat "$found")" = "$(stamp)" ] && [ -d node_modules/bootstrap ]; then exit 0; fi
done

[ -x .venv/bin/python ] || "$python" -m venv .venv
lists="-r requirements/base.txt"
[ "$want" = test ] && lists="$lists -r requirements/dev.txt"
echo "Installing Python packages from the lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes $lists
if [ "${node_missing:-}" = yes ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
fi
echo "Installing front-end packages from the lock"
[ "$want" = test ] || without=--omit=dev
PATH="$PWD/.venv/bin:$PATH" npm ci --ignore-scripts --no-audit --no-fund --silent ${without:-}
stamp > "$done_file"
