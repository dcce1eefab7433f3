#!/usr/bin/env bash
# Schemathesis against the blog: all checks, no failure. Once against the real server, and once against a fresh project
# from the same spec that answers in mock mode.
#
#   tests/schemathesis.sh [EXAMPLES]     how many requests to try for each operation and phase; 40 by default
set -euo pipefail
cd "$(dirname "$0")/.."

examples=${1:-40}
work=$(mktemp -d)
server=
finish() {
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap finish EXIT

target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
python3 -m venv "$target/venv"
"$target/venv/bin/pip" install --quiet 'schemathesis>=4,<5'

# Starts a server in the background and waits until it answers: `start PROGRAM ARGUMENT...`
start() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$@" --host 127.0.0.1 --port "$port" >"$work/log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        if curl --silent --fail --output /dev/null "http://127.0.0.1:$port/openapi.json"; then return; fi
        sleep 0.1
    done
    cat "$work/log" >&2
    exit 1
}

stop() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=
}

# `examine ARGUMENT...`: everything that Schemathesis can find out, the same each time.
settings=$PWD/tests/schemathesis.toml
examine() {
    # In a folder of its own, for it leaves its notes where it runs. All checks are on by default; to ask for them here would
    # override what the settings say of single operations.
    (cd "$work" && "$target/venv/bin/st" --config-file "$settings" run "http://127.0.0.1:$port/openapi.json" \
        --header "Authorization: Bearer token" --max-examples "$examples" --seed 1 --no-color "$@") ||
        { tail -n 20 "$work/log" >&2; exit 1; }
}

echo "== the blog"
cargo build --quiet --package blog
# One answer of the stream of posts ends at once, or Schemathesis would listen forever.
export DATABASE_URL=sqlite::memory: BLOG_ADMIN_TOKEN=token BLOG_STREAM_SECONDS=0
start "$target/debug/blog" serve
examine
stop

echo "== a fresh project from the blog's spec, in mock mode"
cargo build --quiet --package routewright-generator
(cd "$work" && "$target/debug/routewright" new mocked --spec "$OLDPWD/specs/blog/v1.yaml" --runtime "$OLDPWD/runtime")
cp Cargo.lock "$work/mocked/"
(cd "$work/mocked" && CARGO_TARGET_DIR="$target" cargo build --quiet)
start "$target/debug/mocked" serve --mock
# A mock keeps nothing, so nothing can be gone after it was deleted; and it believes every caller.
examine --exclude-checks use_after_free,ignored_auth
stop
