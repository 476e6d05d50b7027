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

# make_release FOLDER LIBRARY==VERSION COMPANION...: makes an environment of one release of a library, and of companions that all
# environments that want the same have in common. A companion +NAME is a file of python/shims, for what newer Pythons lack.
make_release() {
    local environment=$1 library=$2 shared stamp companion shims=() packages=()
    local builders=${BASH_SOURCE[0]%/*}
    shift 2
    for companion; do
        if [[ $companion == +* ]]; then
            shims+=("$builders/python/shims/${companion#+}.pth")
        else
            packages+=("$companion")
        fi
    done
    stamp=$(printf '%s\n' "$library" "$@")
    if [[ -x $environment/bin/python && -f $environment/.stamp && $(<"$environment/.stamp") == "$stamp" ]]; then return; fi
    shared=$(dirname -- "$environment")/companions/$(printf '%s\n' "${packages[@]}" | cksum | cut -d' ' -f1)
    mkdir -p -- "${shared%/*}"
    {
        # Two releases may be made at the same time.
        flock 9
        make_environment "$shared" "${packages[*]}" -- setuptools wheel "${packages[@]}" || return
    } 9>"$shared.lock"
    rm -rf -- "$environment"
    local python=$shared/bin/python log=$environment.log site
    {
        "$(readlink -f -- "$python")" -m venv --without-pip "$environment" &&
            site=$("$environment/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))') &&
            "$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$site/companions.pth" &&
            cat -- /dev/null "${shims[@]}" >>"$site/companions.pth" &&
            "$python" -m pip download --disable-pip-version-check --no-input --no-deps --dest "$environment/download" "$library" &&
            "$python" -m pip --disable-pip-version-check --no-input --python "$environment/bin/python" install --no-deps \
                --no-compile "$environment"/download/*
    } >"$log" 2>&1 || {
        tail -n 20 -- "$log" >&2
        rm -rf -- "$environment"
        printf "%s couldn't be installed; the whole log is in %s\n" "$library" "$log" >&2
        return 1
    }
    rm -f -- "$log"
    # Written last, so that an environment that was broken off is made again.
    printf '%s\n' "$stamp" >"$environment/.stamp"
}

# record_release ENVIRONMENT LIBRARY: leaves the library's version in release.json, with the day on which its files were packed,
# if they say so: some builders give all files one date.
record_release() {
    "$1/bin/python" -c 'import datetime, glob, importlib.metadata, json, sys, tarfile, zipfile
record = {"version": importlib.metadata.version(sys.argv[2].split("[")[0]), "source": "pypi:" + sys.argv[2]}
days = set()
for path in glob.glob(sys.argv[1] + "/download/*"):
    if path.endswith(".whl"):
        days |= {datetime.date(*file.date_time[:3]) for file in zipfile.ZipFile(path).infolist()}
    elif tarfile.is_tarfile(path):
        days |= {datetime.datetime.fromtimestamp(file.mtime, datetime.UTC).date() for file in tarfile.open(path)}
days -= {datetime.date(2016, 1, 1), datetime.date(2020, 2, 2), datetime.date(1980, 1, 1), datetime.date(1980, 2, 1), datetime.date(1970, 1, 1)}
if days:
    record["released"] = max(days).isoformat()
print(json.dumps(record))' "$1" "$2" >"$1/release.json"
}
