#!/bin/bash
#SBATCH --job-name=jwt-assay
#SBATCH --requeue
#SBATCH --open-mode=append
# One shard of a run as a task of a Slurm job array. The folder is on a file system that every node has:
#   job=$(sbatch --parsable --array=1-8 slurm.sh 8 /shared/results run fleet:python-pyjwt reference)
#   sbatch --dependency="afterok:$job" --wrap 'jwt-assay merge /shared/results/*.json --output /shared/results/merged.run'
# A shard that failed is run again alone: --array=3. Finished ones aren't run again.
shards=$1 folder=$2 task=$SLURM_ARRAY_TASK_ID
shift 2
mkdir -p -- "$folder"
status=0
jwt-assay "$@" --quiet --shard "$task/$shards" --format json --output "$folder/$task.json" --unless-finished || status=$?
# Slurm itself requeues a task whose node is lost, and not one whose program was killed (status 137).
if ((status == 137 && ${SLURM_RESTART_COUNT:-0} < 3)); then scontrol requeue "${SLURM_ARRAY_JOB_ID}_$task"; fi
exit "$status"
