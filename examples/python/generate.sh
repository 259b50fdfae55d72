#!/bin/sh
# Generates one module per document: all documents have the root `response`.
set -eu
python3 -m venv .venv
. .venv/bin/activate
pip install --quiet --requirement requirements.txt
for xsd in "$1"/xsd/*.xsd; do
  name=$(basename "$xsd" .xsd | tr - _)
  xsdata generate "$xsd" --package "sbc.$name" --structure-style single-package
done
