# shellcheck shell=sh
# For the builders, which are called with a member's folder and its parameters and source this file first. Sets `here`, the
# folder; `name`, the member's name; `environment`, the folder that it's built into; and what environments.sh sets.
# shellcheck disable=SC2034
here=$(CDPATH='' cd -- "$1" && pwd) || exit
name=${here##*/}
shift
# shellcheck source=scripts/adapters/common/environments.sh
. "$here/../common/environments.sh"
environment=$environments/$name

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
