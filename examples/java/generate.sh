#!/bin/sh
# Generates the packages sbc, sbc.api and sbc.model from a version of the specification, and compiles.
set -eu
mvn --quiet --batch-mode -Dspecification="$1" compile dependency:copy-dependencies
