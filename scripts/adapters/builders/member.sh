# shellcheck shell=sh
# For the builders, which are called with a member's folder, options, and its parameters, and source this file first:
#
#   FOLDER [--suite SUITE] [--release RELEASE] PARAMETER...
#
# Sets `here`, the folder; `name`, the member's name, with the release if it isn't the folder's own; `environment`, the folder
# that it's built into; `suite`, the suite of Debian that the library comes from, or nothing; `release`, the release that was
# asked for, or nothing; and what environments.sh sets.
# shellcheck disable=SC2034
here=$(CDPATH='' cd -- "$1" && pwd) || exit
name=${here##*/} suite='' release=''
shift
while :; do
    case ${1-} in
        --suite) suite=$2 ;;
        --release) release=$2 name=$name@$2 ;;
        *) break ;;
    esac
    shift 2
done
# shellcheck source=scripts/adapters/common/environments.sh
. "$here/../common/environments.sh"
export environments
environment=$environments/$name
builders=$here/../builders

# require COMMAND-OR-PATH...: ends where one of them isn't on this machine.
require() {
    for needed; do
        case $needed in
            /*) [ -e "$needed" ] ;;
            *) command -v "$needed" >/dev/null ;;
        esac || {
            echo "$name needs $needed; run jwt-assay fleet install $name." >&2
            exit 69
        }
    done
}

# built FILE: ends where the build hasn't made this file.
built() {
    [ -e "$1" ] || {
        echo "$name isn't built yet; run jwt-assay fleet build $name." >&2
        exit 69
    }
}

# source_file NAME: the adapter's source; a release that needs no other has the newest's.
source_file() {
    if [ -e "$here/$1" ]; then printf '%s\n' "$here/$1"; else printf '%s\n' "${here%@*}/$1"; fi
}

# upstream VERSION: the version of the library without what Debian adds to it.
upstream() {
    printf '%s\n' "$1" | sed 's/^[0-9]*://; s/-[^-]*$//; s/~.*$//; s/[+.]*\(dfsg\|ds\|repack\|git\)[0-9.+]*$//'
}

# record VERSION DATE SOURCE: leaves what was found in release.json, for `fleet list` and run documents.
record() {
    mkdir -p -- "$environment" || exit
    printf '{"version":"%s"%s,"source":"%s"}\n' "$1" "${2:+,\"released\":\"$2\"}" "$3" >"$environment/release.json"
}

# unpack MODE PACKAGE...: unpacks packages of the suite, sets `root` to their folder and `version` to the first one's version,
# and records that. A run finds the folder again through the link `root`.
unpack() {
    mode=$1
    shift
    root=$("$builders/suite/fetch" "$mode" "$suite" "$@") || exit
    found=$(sed -n "s/^$1	//p" "$root/.packages")
    version=$(upstream "${found%%	*}")
    record "$version" "${found##*	}" "debian:$1 $suite"
    ln -sfn -- "$root" "$environment/root"
}

# installed PACKAGE: sets `version` to that of a package of the machine, and records that.
installed() {
    # shellcheck disable=SC2016  # dpkg-query's own variable
    version=$(dpkg-query -W -f='${Version}' "$1" 2>/dev/null) || version=
    if [ -z "$version" ]; then
        echo "$name needs the package $1; run jwt-assay fleet install $name." >&2
        exit 69
    fi
    version=$(upstream "$version")
    changes=$(zcat "/usr/share/doc/$1/changelog.Debian.gz" 2>/dev/null | sed -n '/^ -- .*>  /{s///p;q}')
    record "$version" "${changes:+$(date -u -d "$changes" +%F 2>/dev/null)}" "debian:$1"
}

# native: for programs of another suite, which want its libc. Sets `root`, the folder of the packages; `libraries`, where its
# libraries are; and `loader`, which starts a program with them: "$loader" --library-path "$libraries" "$root/usr/bin/…".
native() {
    root=$(CDPATH='' cd -P -- "$environment/root" && pwd) || exit
    libraries=$root/usr/lib/$(uname -m)-linux-gnu
    for loader in "$libraries"/ld-linux*.so.* "$root"/lib/*/ld-linux*.so.*; do
        [ ! -e "$loader" ] || break
    done
    # The libcrypto of another suite looks in the machine's folders otherwise.
    export OPENSSL_CONF=/dev/null OPENSSL_MODULES="$libraries/ossl-modules"
}

# unreachable REGISTRY LOG: ends a build whose registry's client has failed, in one line if it's the network.
unreachable() {
    tail -n 40 -- "$2" >&2
    if grep -qiE 'ENOTFOUND|forbidden|dial tcp|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|empty reply|could ?n.t (be )?resolve|unknown host|no such host|connection (refused|reset)|connect timed out|i/o timeout|server misbehaving|failed to connect|network|403 Forbidden|EOF' "$2"; then
        echo "$1 can't be reached from this machine" >&2
    else
        echo "$1's client failed: $({ grep -iE '^(npm )?\[?err(or)?\b' -- "$2" || tail -n 1 -- "$2"; } | head -n 1); the log is $2" >&2
    fi
    exit 69
}
