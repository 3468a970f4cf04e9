#!/bin/bash
# From annotated articles to the files of saidwho/data/model: all.sh FOLDER ENCODER OUT [EPOCHS] [SEED]
# FOLDER holds train.jsonl and dev.jsonl. What is there already is not made again.
set -euo pipefail
gold=$1 encoder=$2 out=$3 epochs=${4:-3} seed=${5:-1}
here=$(dirname "$0")
mkdir -p "$out"
for part in train dev; do
  [ -f "$out/$part.pkl" ] || python "$here/prepare.py" "$gold/$part.jsonl" "$encoder/tokenizer.json" "$out/$part.pkl"
done
[ -f "$out/model.pt" ] || python "$here/fit.py" "$out/train.pkl" "$encoder" "$out" --epochs "$epochs" --seed "$seed" --threads "$(nproc)"
python "$here/export.py" "$out/epoch-$((epochs - 1)).pt" "$encoder" "$out/earlier" --float
python "$here/export.py" "$out/model.pt" "$encoder" "$out/graphs"
python "$here/tune.py" "$out/earlier" "$out/graphs" "$out/train.pkl" "$gold/train.jsonl" "$out/dev.pkl" "$gold/dev.jsonl" "$out/weights.tsv"
python "$here/decode.py" "$out/graphs" "$out/weights.tsv" "$gold/dev.jsonl" "$out/dev_found.jsonl"
