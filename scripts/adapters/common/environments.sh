# shellcheck shell=sh
# Sets `environments`, the folder that programs and Python environments of adapters are built into; for the scripts of an
# adapter, which set `here` (the adapter's folder) and source this file.
# shellcheck disable=SC2154
#
# Tried in order: the environment variable JWT_ASSAY_ENVIRONMENTS; .environments of the checkout, where this is a checkout
# that can be written to; jwt-assay/environments of XDG_DATA_HOME. EnvironmentsLocation.swift has the same rule.
checkout=$(CDPATH='' cd -- "$here/../../.." && pwd) || exit
environments=$checkout/.environments
if [ -n "${JWT_ASSAY_ENVIRONMENTS-}" ]; then
    environments=$JWT_ASSAY_ENVIRONMENTS
elif [ ! -f "$checkout/Package.swift" ] ||
    { [ -e "$environments" ] && [ ! -w "$environments" ]; } ||
    { [ ! -e "$environments" ] && [ ! -w "$checkout" ]; }; then
    environments=${XDG_DATA_HOME:-${HOME-}/.local/share}/jwt-assay/environments
fi
# Scripts change their folder, and what they build keeps the path.
case $environments in
    /*) ;;
    *) environments=$PWD/$environments ;;
esac
