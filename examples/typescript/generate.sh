#!/bin/sh
# Generates the types from a version of the specification, and checks the types.
set -eu
npm install --no-audit --no-fund --ignore-scripts
npx openapi-typescript "$1/openapi-for-generators.yaml" --output sbc.ts
npx tsc --strict --noEmit --module nodenext --target es2024 --types node commit.ts
