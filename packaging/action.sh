#!/bin/sh
# The steps of the GitHub action in action.yml: `action.sh place`, `action.sh install` and `action.sh check`.
#
# They take their settings from the environment, from action.yml and from GitHub, so that they run by hand as well;
# tests/action.rs does that.
set -eu

# What follows is an annotation of the job, and its end.
fail() {
    printf '::error title=claimlint::%s\n' "$1"
    exit 2
}

# Says where claimlint is to be installed, and under which key it is kept: all sources, and the machine they are built on.
place() {
    cd "$GITHUB_ACTION_PATH"
    sources=$(find Cargo.toml Cargo.lock src crates rules -type f | LC_ALL=C sort | git hash-object --stdin-paths |
        git hash-object --stdin)
    echo "folder=$RUNNER_TEMP/claimlint" >> "$GITHUB_OUTPUT"
    echo "key=claimlint-$RUNNER_OS-$RUNNER_ARCH-${ImageOS:-machine}-$sources" >> "$GITHUB_OUTPUT"
}

# Builds claimlint from the sources beside this script, unless it came from the cache.
install() {
    program="$INSTALL_FOLDER/bin/claimlint"
    if ! "$program" --version 2> /dev/null; then
        command -v cargo > /dev/null || fail "it is built with Rust, and there is no cargo: add a step that installs Rust"
        # From there, so that no settings of the checked project reach the build.
        cd "$GITHUB_ACTION_PATH"
        export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$RUNNER_TEMP/claimlint-build}"
        cargo install --quiet --locked --force --path . --root "$INSTALL_FOLDER"
        "$program" --version
    fi
    echo "$INSTALL_FOLDER/bin" >> "$GITHUB_PATH"
}

# Checks the paths: annotations on standard output, the findings as the summary, and a report as SARIF for the next step.
# The step goes well whatever was found; the exit status is an output, for the last step to pass on.
check() {
    cd "$CHECK_FOLDER" || fail "the folder that working-directory names is not there"
    report="$RUNNER_TEMP/claimlint-report"
    rm -rf "$report"
    mkdir "$report"

    set -f
    # shellcheck disable=SC2086 # Split at spaces, as action.yml says; patterns stay as they are.
    set -- $CHECK_ARGUMENTS
    set +f
    set -- "$@" --format github --output-file "sarif=$report/report.sarif" --output-file "markdown=$report/summary.md" --
    while IFS= read -r path; do
        [ -n "$path" ] || continue
        # GitHub knows files by their place in the checkout, or in full.
        if [ "$CHECK_FOLDER" != . ]; then
            case $path in
                .) path=$PWD ;;
                /* | [A-Za-z]:*) ;;
                *) path=$PWD/${path#./} ;;
            esac
        fi
        set -- "$@" "$path"
    done << PATHS
$CHECK_PATHS
PATHS

    status=0
    claimlint check "$@" || status=$?
    echo "status=$status" >> "$GITHUB_OUTPUT"
    [ ! -f "$report/report.sarif" ] || echo "sarif=$report/report.sarif" >> "$GITHUB_OUTPUT"
    [ ! -f "$report/summary.md" ] || summary < "$report/summary.md" >> "$GITHUB_STEP_SUMMARY"
}

# GitHub refuses a summary of more than 1 MiB, so that a longer one ends where a line does.
summary() {
    LC_ALL=C awk '{
        length_so_far += length($0) + 1
        if (length_so_far > 1000000) { print "\nMore was found than a summary can hold."; exit }
        print
    }'
}

case ${1:-} in
    place | install | check) "$1" ;;
    *) fail "usage: action.sh place, install or check" ;;
esac
