#!/bin/sh
# Generates the package sbc from a version of the specification, and compiles.
set -eu
openapi-generator-cli generate -g go -i "$1/openapi-for-generators.yaml" -o "$PWD/sbc" \
  --additional-properties=packageName=sbc,withGoMod=false,withXml=true
go build -o commit .
