#!/bin/sh
# Divides a run over the processors of a machine, or over machines by ssh, with GNU parallel, and puts the shards together:
#   sh parallel.sh 8 results run fleet:python-pyjwt reference
#   MACHINES=4/node1,4/node2 sh parallel.sh 8 /shared/results run fleet:python-pyjwt
# Call it again after a failure: shards that are finished aren't run again. Machines need jwt-assay and the folder.
set -eu
shards=$1 folder=$2
shift 2
mkdir -p -- "$folder"
seq "$shards" | parallel --quote --jobs "${JOBS:-100%}" --retries 3 --joblog "$folder/parallel.log" \
    ${MACHINES:+--sshlogin "$MACHINES" --workdir .} \
    jwt-assay "$@" --quiet --shard "{}/$shards" --format json --output "$folder/{}.json" --unless-finished ||
    echo 'parallel.sh: some shards failed; merge says which' >&2
jwt-assay merge "$folder"/*.json --output "$folder/merged.run"
