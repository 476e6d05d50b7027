#!/bin/sh
# Holds a JWT library to the RFCs in continuous integration: puts the corpus of jwt-assay to an adapter of it.
# Copy this file into your repository; it needs no other of jwt-assay's sources.
set -eu

usage() {
    cat <<'USAGE'
usage: ci.sh --suite SUITE --adapter COMMAND [--baseline FILE] [--results DIR] [-- OPTION...]

  --suite SUITE      where jwt-assay comes from: the tarball jwt-assay-VERSION-linux-ARCH.tar.gz, the folder that it
                     was unpacked into, a checkout of the sources (which is built), or the name of an installed command
  --adapter COMMAND  starts the adapter of your library, such as './conformance/run' or 'python3 conformance/adapter.py'
  --baseline FILE    the known deviations: only what isn't there, or isn't so any more, fails
  --results DIR      where the reports go; jwt-assay-results, unless it's given
  OPTION...          goes on to `jwt-assay run`, such as --select header --profile strict

In DIR are afterwards: run.json (the whole run), junit.xml, report.html and summary.md, which is shown by GitHub's page of
the run as well. The first baseline is written by:

  jwt-assay run 'exec:COMMAND' --write-baseline FILE

exit code: that of jwt-assay run: 0 everything is as expected, or as the baseline has it; 1 it isn't; 3 the adapter
couldn't be run, or not to the end; 4 no vector is selected; 64 the command line is wrong; 70 jwt-assay couldn't be made
ready, or has a defect; 130 interrupted
USAGE
}

wrong() {
    printf 'ci.sh: %s\n' "$1" >&2
    usage >&2
    exit 64
}

unready() {
    printf 'ci.sh: %s\n' "$1" >&2
    exit 70
}

suite='' adapter='' baseline='' results=jwt-assay-results
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage && exit 0 ;;
        --)
            shift
            break
            ;;
        --suite | --adapter | --baseline | --results) [ $# -gt 1 ] || wrong "$1 needs a value" ;;
        *) wrong "unknown argument $1" ;;
    esac
    case $1 in
        --suite) suite=$2 ;;
        --adapter) adapter=$2 ;;
        --baseline) baseline=$2 ;;
        --results) results=$2 ;;
    esac
    shift 2
done
[ -n "$suite" ] || wrong '--suite is missing'
[ -n "$adapter" ] || wrong '--adapter is missing'

# Where jwt-assay is.
if [ "${suite%.tar}" != "$suite" ] || [ "${suite%.tar.gz}" != "$suite" ]; then
    unpacked=$(mktemp -d) || unready 'there is no room for the tarball'
    trap 'rm -rf -- "$unpacked"' EXIT
    trap 'exit 130' INT TERM
    tar -xf "$suite" -C "$unpacked" || unready "$suite can't be unpacked"
    for assay in "$unpacked"/*/bin/jwt-assay; do :; done
elif [ -x "$suite/bin/jwt-assay" ]; then
    assay=$suite/bin/jwt-assay
elif [ -x "$suite/scripts/assay" ]; then
    assay=$suite/scripts/assay
else
    assay=$suite
fi
"$assay" --version >/dev/null ||
    unready "$assay doesn't run; it needs OpenSSL 3 and jansson (on Debian and Ubuntu: libssl3 and libjansson4)"

mkdir -p -- "$results" || unready "$results can't be made"
run=$results/run.json
# What an earlier run left would pass for this one's.
rm -f -- "$run" "$results/junit.xml" "$results/report.html" "$results/summary.md"
[ -z "$baseline" ] || set -- --baseline "$baseline" "$@"
code=0
"$assay" run "exec:$adapter" --format json --output "$run" "$@" || code=$?

# Where there was nothing to ask, there's nothing to report.
[ -s "$run" ] || exit "$code"
# report FORMAT FILE
report() {
    "$assay" report "$run" --format "$1" --output "$results/$2" || {
        reporting=$?
        [ "$code" -ne 0 ] || code=$reporting
    }
}
report junit junit.xml
report html report.html
report markdown summary.md
if [ -n "${GITHUB_ACTIONS-}" ]; then
    # At most ten lines beside the code, and the summary on the page of the run.
    "$assay" report "$run" --format github || true
    # It isn't there where the step runs in a container that wasn't told.
    [ -z "${GITHUB_STEP_SUMMARY-}" ] || cat -- "$results/summary.md" >>"$GITHUB_STEP_SUMMARY" || true
fi
exit "$code"
