#!/usr/bin/env bash
# Builds the wheel and runs the demo from it in an empty environment, away from the checkout.
set -euo pipefail
python=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m build --wheel --no-isolation --outdir "$work/dist" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work"/dist/*.whl
cd "$work"
"$work/venv/bin/saidwho" demo --format jsonl -o demo.jsonl
"$work/venv/bin/saidwho" check demo.jsonl
