#!/bin/sh
# Checks a JWT library against the RFCs in continuous integration: runs the vectors of jwt-assay against an adapter of it.
# Copy this file into your repository; it needs no other of jwt-assay's sources.
set -eu

usage() {
    cat <<'USAGE'
usage: ci.sh --suite SUITE --adapter COMMAND [--baseline FILE] [--results DIR] [--no-sign] [-- OPTION...]

  --suite SUITE      where jwt-assay comes from: the tarball jwt-assay-VERSION-linux-ARCH.tar.gz, the folder that it
                     was unpacked into, a checkout of the sources (which is built), or the name of an installed command
  --adapter COMMAND  starts the adapter of your library, such as './conformance/run' or 'python3 conformance/adapter.py';
                     or fleet:NAME or gateway:FILE, as jwt-assay run takes them
  --baseline FILE    the known deviations: only new ones, and listed ones that are now fixed, fail
  --results DIR      where the reports go; jwt-assay-results if it isn't given
  --no-sign          verify only; otherwise an adapter that declares the operation sign is also asked to sign
  OPTION...          goes on to `jwt-assay run`, such as --select header --profile strict

Afterwards DIR holds run.json (the whole run), junit.xml, results.sarif, report.html and summary.md, which GitHub also shows on
the page of the run, and of signing sign-junit.xml. The first baseline is written by:

  jwt-assay run 'exec:COMMAND' --write-baseline FILE
  jwt-assay sign 'exec:COMMAND' --write-baseline FILE

exit code: that of jwt-assay run, or if that is 0 of jwt-assay sign: 0 everything is as expected, or as the baseline has it; 1 it isn't; 3 the adapter
couldn't be run completely; 4 no vector is selected; 64 the command line is wrong; 70 jwt-assay couldn't be made
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

suite='' adapter='' baseline='' results=jwt-assay-results signs=yes
while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) usage && exit 0 ;;
        --)
            shift
            break
            ;;
        --no-sign)
            signs=no
            shift
            continue
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
case $adapter in
    '') wrong '--adapter is missing' ;;
    exec:* | fleet:* | gateway:*) verifier=$adapter ;;
    *) verifier=exec:$adapter ;;
esac

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
# What an earlier run left would pass for this one's.
rm -f -- "$run" "$results/junit.xml" "$results/results.sarif" "$results/report.html" "$results/summary.md" \
    "$results/sign-junit.xml"
code=0
"$assay" run "$verifier" --format json --output "$run" ${baseline:+--baseline "$baseline"} "$@" || code=$?

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
report sarif results.sarif
report html report.html
report markdown summary.md
if [ -n "${GITHUB_ACTIONS-}" ]; then
    # Annotations next to the code, at most ten, and the summary on the page of the run.
    "$assay" report "$run" --format github || true
    # In some containers the file is missing.
    [ -z "${GITHUB_STEP_SUMMARY-}" ] || cat -- "$results/summary.md" >>"$GITHUB_STEP_SUMMARY" || true
fi

# OPTION chooses among tokens to verify, not among those to sign.
if [ "$signs" = yes ] && tr -d ' \n' <"$run" | grep -q '"operations":\[[^]]*"sign"'; then
    "$assay" sign "$verifier" --format junit --output "$results/sign-junit.xml" ${baseline:+--baseline "$baseline"} || {
        signing=$?
        [ "$code" -ne 0 ] || code=$signing
    }
fi
exit "$code"
