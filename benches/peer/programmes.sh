#!/usr/bin/env bash
# Scores all pairs of a folder of documents, one organisation each, through the ordinary path of wiel.
# usage: WIEL=path/to/wiel programmes.sh FOLDER [OUT]; FOLDER holds manifest.csv (id,year) and docs/ID.txt
set -euo pipefail
folder=$(realpath "$1")
out=$(realpath -m "${2:-programmes-out}")
wiel=${WIEL:-wiel}
mkdir -p "$out/register" "$out/corpus"
ln -sfn "$folder/docs" "$out/corpus/docs"
awk -F, 'NR == 1 { print "code,name" } NR > 1 { sub(/\r/, ""); print $1 "," $1 }' "$folder/manifest.csv" > "$out/register/municipalities.csv"
awk -F, 'NR == 1 { print "path,municipality,year" } NR > 1 { sub(/\r/, ""); print "docs/" $1 ".txt," $1 "," $2 }' \
  "$folder/manifest.csv" > "$out/corpus/manifest.csv"
cat > "$out/wiel.toml" <<TOML
[register]
folder = "register"
[corpus]
folder = "corpus"
[data]
folder = "data"
TOML
"$wiel" --config "$out/wiel.toml" build
"$wiel" --config "$out/wiel.toml" batch --scope all --pairs --out "$out/batch"
awk -F, 'NR == 1 { print "query,candidate,score" } NR > 1 { print $1 "," $2 "," $3 }' "$out/batch/pairs.csv" > "$out/scores.csv"
echo "wrote $out/scores.csv"
