# shellcheck shell=sh
# Compiles adapters; for the build scripts that source this file, which set `here` (the adapter's folder) and `common`
# (the folder of this file).
# shellcheck disable=SC2154

# build_adapter PROGRAM SOURCE PACKAGE-OR-FLAG...: compiles SOURCE together with protocol.c into PROGRAM.
# A package is one that pkg-config knows; the first one's version is LIBRARY_VERSION for the source,
# unless the variable LIBRARY_VERSION says another.
build_adapter() {
    program=$1 source=$here/$2
    [ -e "$source" ] || source=${here%@*}/$2
    shift 2
    packages=jansson flags=
    for argument; do
        case $argument in
            -*) flags="$flags $argument" ;;
            *) packages="$packages $argument" ;;
        esac
    done
    # shellcheck disable=SC2086 # names of packages
    if ! versions=$(pkg-config --modversion $packages) || ! found=$(pkg-config --cflags --libs $packages); then
        echo "${here##*/} needs what pkg-config knows as: $packages; its Debian packages are in adapter.json." >&2
        return 69
    fi
    version=${LIBRARY_VERSION:-$(echo "$versions" | sed -n 2p)}
    case $source in
        *.cpp) compiler="${CXX:-c++} -std=c++20" ;;
        *) compiler=${CC:-cc} ;;
    esac
    # Up to date: made of these versions with these flags, and newer than every source on this machine: an installed
    # source has the date that its author gave it.
    stamp=$(printf '%s\n' "$versions" "$compiler $found $flags")
    if [ -x "$program" ] && [ "$(cat "$program.stamp" 2>/dev/null)" = "$stamp" ] &&
        [ -z "$(find "$here/." "$common/." -name '.?*' -prune -o -type f -cnewer "$program" -print)" ]; then
        return
    fi
    mkdir -p -- "$(dirname -- "$program")" || return
    rm -f -- "$program" "$program.stamp"
    # shellcheck disable=SC2086 # flags
    {
        ${CC:-cc} -O2 -Wall -Wextra -c "$common/protocol.c" -o "$program.o" &&
            $compiler -O2 -Wall -Wextra -I"$common" ${version:+-DLIBRARY_VERSION="\"$version\""} "$source" "$program.o" \
                $flags $found -o "$program"
    } || {
        echo "${here##*/} couldn't be compiled; its Debian packages are in adapter.json." >&2
        return 70
    }
    printf '%s\n' "$stamp" >"$program.stamp"
}
