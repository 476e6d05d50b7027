# Python environments, for the scripts that source this file.
# shellcheck shell=bash

# find_python VERSION: a Python of at least that version that can make an environment into which pip can install: some
# lack venv, some lack TLS.
find_python() {
    local candidate check='import ensurepip, ssl, sys, venv
sys.exit(sys.version_info < tuple(map(int, sys.argv[1].split("."))))'
    for candidate in /usr/bin/python3 python3 python3.{12..15} "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3; do
        if "$candidate" -c "$check" "$1" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    printf 'no python3 of at least version %s with venv was found; ' "$1" >&2
    if [[ $1 == 3.11 ]]; then
        printf 'install the package python3-venv\n' >&2
    else
        printf "it may stand in PATH, or be one of pyenv's\n" >&2
    fi
    return 1
}

# make_environment FOLDER STAMP PIP-ARGUMENT...: makes the environment anew unless its stamp is this one. Where the
# caller has set python_at_least, Python is at least of that version.
make_environment() {
    local environment=$1 stamp=$2 python log=$1.log
    shift 2
    if [[ -x $environment/bin/python && -f $environment/.stamp && $(<"$environment/.stamp") == "$stamp" ]]; then
        return
    fi
    printf 'making the Python environment of %s\n' "${environment##*/}" >&2
    python=$(find_python "${python_at_least:-3.11}") || return
    mkdir -p -- "$(dirname -- "$environment")"
    rm -rf -- "$environment"
    if ! { "$python" -m venv "$environment" &&
        "$environment/bin/python" -m pip install --disable-pip-version-check --no-input "$@"; } >"$log" 2>&1; then
        tail -n 20 -- "$log" >&2
        rm -rf -- "$environment"
        printf "the Python environment of %s couldn't be made; the whole log is in %s\n" "${environment##*/}" "$log" >&2
        return 1
    fi
    rm -f -- "$log"
    # Written last, so that an environment that was broken off is made again.
    printf '%s\n' "$stamp" >"$environment/.stamp"
}

# make_pinned_environment FOLDER REQUIREMENTS: the same with what a file of scripts/tools/pin names: all that is to be
# installed, with hashes.
make_pinned_environment() {
    make_environment "$1" "$(cksum <"$2")" --require-hashes --no-deps -r "$2"
}
