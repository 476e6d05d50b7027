# What the builds of the Go adapters share: a build in GOPATH mode, from the packages that the system has.
# shellcheck shell=sh

# build_adapter FOLDER PACKAGE: builds the adapter in FOLDER into .environments; PACKAGE is the system's package of the
# library, whose version the adapter says.
build_adapter() {
    name=$(basename -- "$1")
    environment=$(CDPATH='' cd -- "$1/../../.." && pwd)/.environments/$name || return
    protocol=$1/protocol
    [ -d "$protocol" ] || protocol=$1/../common/go/protocol
    if ! command -v go >/dev/null; then
        echo "There is no go in PATH: install golang-go." >&2
        return 69
    fi
    version=$(dpkg-query -W -f='${source:Upstream-Version}' "$2" 2>/dev/null) || version=
    if [ -z "$version" ]; then
        echo "The library is missing: install $2." >&2
        return 69
    fi
    mkdir -p -- "$environment/src" || return
    ln -sfn -- "$(CDPATH='' cd -- "$protocol" && pwd)" "$environment/src/protocol" || return
    # Go itself sees what has changed, and does nothing where nothing has.
    cd -- "$1" &&
        GOPATH="$environment:/usr/share/gocode" GO111MODULE=off GOFLAGS='' GOCACHE="$environment/cache" \
            go build -ldflags "-X main.version=$version" -o "$environment/adapter" .
}
