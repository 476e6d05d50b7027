# Builds of the Go adapters, for the scripts that source this file: without modules, from the system's packages.
# shellcheck shell=sh

# build_adapter FOLDER PACKAGE: builds the adapter in FOLDER into its environment; PACKAGE is the system's package of the
# library, whose version the adapter says.
build_adapter() {
    here=$1
    # shellcheck source=scripts/adapters/common/environments.sh
    . "$here/../common/environments.sh"
    environment=$environments/$(basename -- "$1")
    if ! command -v go >/dev/null; then
        echo "There is no go in PATH: install golang-go." >&2
        return 69
    fi
    # shellcheck disable=SC2016  # dpkg-query's own variable
    version=$(dpkg-query -W -f='${source:Upstream-Version}' "$2" 2>/dev/null) || version=
    if [ -z "$version" ]; then
        echo "The library is missing: install $2." >&2
        return 69
    fi
    mkdir -p -- "$environment/src" || return
    ln -sfn -- "$(CDPATH='' cd -- "$1/../common/go/protocol" && pwd)" "$environment/src/protocol" || return
    # Go sees itself what has changed, and does nothing where nothing has.
    cd -- "$1" &&
        GOPATH="$environment:/usr/share/gocode" GO111MODULE=off GOFLAGS='' GOCACHE="$environment/cache" \
            go build -ldflags "-X main.version=$version" -o "$environment/adapter" .
}
