# Python environments, for the scripts that source this file.
# shellcheck shell=bash

# A Python that can make an environment into which pip can install: some lack venv, some lack TLS.
find_python() {
    local candidate
    for candidate in /usr/bin/python3 python3; do
        if "$candidate" -c 'import ensurepip, ssl, sys, venv; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    printf 'no python3 of at least version 3.10 with venv was found; install the package python3-venv\n' >&2
    return 1
}

# make_environment FOLDER STAMP PIP-ARGUMENT...: makes the environment anew unless its stamp is this one.
make_environment() {
    local environment=$1 stamp=$2 python log=$1.log
    shift 2
    if [[ -x $environment/bin/python && -f $environment/.stamp && $(<"$environment/.stamp") == "$stamp" ]]; then
        return
    fi
    printf 'making the Python environment of %s\n' "${environment##*/}" >&2
    python=$(find_python) || return
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
