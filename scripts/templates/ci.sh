#!/bin/sh
# Tests a JWT library with jwt-assay in continuous integration.
# Copy this file into your repository; it needs no other file of jwt-assay.
set -eu

usage() {
    cat <<'USAGE'
usage: ci.sh --suite SUITE --adapter COMMAND [--baseline FILE] [--results DIR] [-- OPTION...]

  --suite SUITE      where jwt-assay is: the tarball jwt-assay-VERSION-linux-ARCH.tar.gz, the folder that it was
                     unpacked into, a checkout of the sources (which this builds), or the name of an installed command
  --adapter COMMAND  starts the adapter of your library, such as './conformance/run' or 'python3 conformance/adapter.py'
  --baseline FILE    the known deviations: fail only on new ones, and on listed ones that are now fixed
  --results DIR      write the reports to DIR (default: jwt-assay-results)
  OPTION...          passed on to `jwt-assay run`, such as --select header --profile strict

Afterwards DIR holds run.json (the whole run), junit.xml, report.html and summary.md. On GitHub, the summary also
appears on the page of the workflow run. To write the first baseline:

  jwt-assay run 'exec:COMMAND' --write-baseline FILE

exit code: that of jwt-assay run: 0 as expected, or as listed in the baseline; 1 not as expected; 3 the adapter couldn't
be run to the end; 4 no vector selected; 64 usage; 70 jwt-assay couldn't be prepared, or has a defect; 130 interrupted
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

# Find jwt-assay.
if [ "${suite%.tar}" != "$suite" ] || [ "${suite%.tar.gz}" != "$suite" ]; then
    unpacked=$(mktemp -d) || unready 'no temporary folder could be created for the tarball'
    trap 'rm -rf -- "$unpacked"' EXIT
    trap 'exit 130' INT TERM
    tar -xf "$suite" -C "$unpacked" || unready "$suite could not be unpacked; expected a jwt-assay tarball"
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

mkdir -p -- "$results" || unready "the folder $results could not be created"
run=$results/run.json
# Files of an earlier run must not pass for this one's.
rm -f -- "$run" "$results/junit.xml" "$results/report.html" "$results/summary.md"
[ -z "$baseline" ] || set -- --baseline "$baseline" "$@"
code=0
"$assay" run "exec:$adapter" --format json --output "$run" "$@" || code=$?

# Without a run document there is nothing to report.
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
    # Annotations next to the code, at most ten, and the summary on the page of the run.
    "$assay" report "$run" --format github || true
    # In some containers the file is missing.
    [ -z "${GITHUB_STEP_SUMMARY-}" ] || cat -- "$results/summary.md" >>"$GITHUB_STEP_SUMMARY" || true
fi
exit "$code"
