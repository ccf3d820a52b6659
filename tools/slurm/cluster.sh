#!/usr/bin/env bash
# A Slurm of two nodes on this machine, for a try: `cluster.sh start FOLDER`, `cluster.sh stop FOLDER`. Everything it has lies in the
# folder, its own munge included; `SLURM_CONF=FOLDER/slurm.conf sbatch …` talks to it. Wants Debian's slurm-wlm, and root.
set -euo pipefail
folder=$2
host=$(hostname -s)

start() {
  mkdir -p "$folder"/{munge,state,spool-n1,spool-n2,log}
  head -c 1024 /dev/urandom >"$folder/munge/key"
  chmod 400 "$folder/munge/key"
  chmod 755 "$folder" "$folder/munge"
  chown -R munge "$folder/munge"
  conf >"$folder/slurm.conf"
  runuser -u munge -- munged --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/pid" \
    --seed-file="$folder/munge/seed" --log-file="$folder/munge/log"
  export SLURM_CONF=$folder/slurm.conf
  slurmctld
  slurmd -N n1
  slurmd -N n2
}

conf() {
  cat <<CONF
ClusterName=try
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool-%n
SlurmctldPidFile=$folder/ctld.pid
SlurmdPidFile=$folder/d-%n.pid
SlurmctldLogFile=$folder/log/ctld.log
SlurmdLogFile=$folder/log/d-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SlurmctldPort=16817
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=16818 CPUs=1
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=16819 CPUs=1
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
}

# Waits until they are gone: a controller writes its state once more when it ends.
stop() {
  local file pid
  for file in "$folder"/d-n1.pid "$folder"/d-n2.pid "$folder"/ctld.pid "$folder"/munge/pid; do
    [ -s "$file" ] || continue
    pid=$(cat "$file")
    kill "$pid" || continue
    for _ in {1..40}; do
      kill -0 "$pid" 2>/dev/null || break
      sleep .05
    done
  done
}

"$1"
