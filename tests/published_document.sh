#!/usr/bin/env bash
# What other people's tools say of the document that the blog publishes: a validator, and a TypeScript client that
# has to pass its compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
python3 -m venv "$target/venv"
"$target/venv/bin/pip" install --quiet openapi-spec-validator

cargo build --quiet --package blog
"$target/debug/blog" openapi --format json >"$work/openapi.json"
"$target/debug/blog" openapi --format yaml >"$work/openapi.yaml"
"$target/venv/bin/openapi-spec-validator" "$work/openapi.json"
"$target/venv/bin/openapi-spec-validator" "$work/openapi.yaml"

cp tests/published_document.ts "$work/client.mts"
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund openapi-typescript@7 openapi-fetch@0.14 typescript@5
npx openapi-typescript openapi.json --default-non-nullable=false --output api.ts
npx tsc --noEmit --strict --target es2022 --module nodenext --moduleResolution nodenext --skipLibCheck false --lib es2022,dom client.mts
echo "the TypeScript client compiles"
