#!/bin/sh
# Generates the package sbc from a version of the specification, and compiles.
set -eu
mkdir -p sbc
go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 \
  -generate types,client -package sbc -o sbc/sbc.go "$1/openapi-for-generators.yaml"
go build -o commit .
