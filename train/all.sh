#!/bin/bash
# From annotated articles to the files of saidwho/data/model: all.sh FOLDER ENCODER OUT [EPOCHS] [SEED]
# FOLDER holds train.jsonl and dev.jsonl. What is there already is not made again. In the environment, where wanted:
#   TEACHER  folder of a larger encoder, which is trained first and then labels what the small one learns from
#   PLAIN    articles without marks (doc_id, text as JSON Lines), for the teacher to label as well
#   KEEP     layers of ENCODER that are kept, as 0,2,5
set -euo pipefail
gold=$1 encoder=$2 out=$3 epochs=${4:-3} seed=${5:-1}
here=$(dirname "$0")
mkdir -p "$out"
for part in train dev; do
  [ -f "$out/$part.pkl" ] || python "$here/prepare.py" "$gold/$part.jsonl" "$encoder/tokenizer.json" "$out/$part.pkl"
done
learn=$out/train.pkl
if [ -n "${TEACHER:-}" ]; then
  teacher=$out/teacher
  [ -f "$teacher/model.pt" ] || python "$here/fit.py" "$out/train.pkl" "$TEACHER" "$teacher" --epochs 2 --seed "$seed" --rate 6e-5 --threads "$(nproc)"
  [ -f "$out/taught.pkl" ] || python "$here/label.py" "$teacher/model.pt" "$TEACHER" "$out/train.pkl" "$out/taught.pkl" --threads "$(nproc)"
  learn=$out/taught.pkl
  if [ -n "${PLAIN:-}" ]; then
    [ -f "$out/plain.pkl" ] || python "$here/prepare.py" "$PLAIN" "$encoder/tokenizer.json" "$out/plain.pkl"
    [ -f "$out/plain_taught.pkl" ] || python "$here/label.py" "$teacher/model.pt" "$TEACHER" "$out/plain.pkl" "$out/plain_taught.pkl" --threads "$(nproc)"
    learn=$learn,$out/plain_taught.pkl
  fi
fi
[ -f "$out/model.pt" ] || python "$here/fit.py" "$learn" "$encoder" "$out" --epochs "$epochs" --seed "$seed" --keep "${KEEP:-}" --threads "$(nproc)"
python "$here/export.py" "$out/epoch-$((epochs - 1)).pt" "$encoder" "$out/earlier" --float
python "$here/export.py" "$out/model.pt" "$encoder" "$out/graphs"
python "$here/tune.py" "$out/earlier" "$out/graphs" "$out/train.pkl" "$gold/train.jsonl" "$out/dev.pkl" "$gold/dev.jsonl" "$out/weights.tsv"
python "$here/decode.py" "$out/graphs" "$out/weights.tsv" "$gold/dev.jsonl" "$out/dev_found.jsonl"
