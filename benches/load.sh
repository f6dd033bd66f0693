#!/usr/bin/env bash
# What the server bears: questions a second, how late the slowest of a hundred is, memory over many questions, and how
# fast it starts. Needs `wrk` and `curl`; server and load share this machine.
#
#   WIEL=target/release/wiel benches/load.sh CONFIG [SECONDS] [REQUESTS]
#
# CONFIG names a register and a data folder with a generation; SECONDS is how long each address is asked (10), REQUESTS
# how many questions the memory is followed over (1000000).
set -euo pipefail

config=${1:?usage: benches/load.sh CONFIG [SECONDS] [REQUESTS]}
seconds=${2:-10}
requests=${3:-1000000}
wiel=${WIEL:-target/release/wiel}
threads=2
connections=16
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

now() { date +%s%N; }

# Starts a server and waits for its first answer; tells the milliseconds.
start() {
  local begin
  begin=$(now)
  : >"$work/address"
  WIEL_LOG=error "$wiel" --config "$config" serve --listen 127.0.0.1:0 >"$work/address" 2>"$work/log" &
  server=$!
  until [ -s "$work/address" ]; do sleep 0.002; done
  address=$(head -1 "$work/address")
  curl -sf -o /dev/null "$address/api/v1/readiness"
  echo $((($(now) - begin) / 1000000))
}

stop() {
  kill "$server"
  wait "$server" || true
  server=
}

echo "== start to first answer, ms, five times"
for _ in 1 2 3 4 5; do
  start
  stop
done | paste -sd' '

start >/dev/null
curl -sf "$address/api/v1/municipalities?pageSize=100" >"$work/first"
pages=$(grep -o '"total":[0-9]*' "$work/first" | grep -o '[0-9]*')
for page in $(seq 1 $(((pages + 99) / 100))); do
  curl -sf "$address/api/v1/municipalities?pageSize=100&page=$page" | grep -o '"code":"[^"]*"' | cut -d'"' -f4
done >"$work/all"
# Only those of whom something was read can be asked for partners.
while read -r code; do
  if curl -sf -o /dev/null "$address/api/v1/municipalities/$code/partners"; then echo "$code"; fi
done <"$work/all" >"$work/codes"
echo "municipalities: $(wc -l <"$work/all"), with partners: $(wc -l <"$work/codes")"

# Asks for one municipality after another; %s in the path is its code, %n a number that no other question has, and %t
# one of ten thousand. A delay is that of each connection between its questions, in ms.
cat >"$work/ask.lua" <<'LUA'
local codes, at = {}, 0
function init(args)
  path = args[1]
  for code in io.lines(args[2]) do codes[#codes + 1] = code end
  if args[3] ~= "" then wrk.headers["Accept-Encoding"] = args[3] end
  pause = tonumber(args[4])
  if pause > 0 then delay = function() return pause end end
  math.randomseed(os.time())
  at = math.random(1, 1000000)
end
function request()
  at = at + 1
  local asked = path:gsub("%%s", codes[at % #codes + 1]):gsub("%%n", tostring(at)):gsub("%%t", tostring(at * 7919 % 10000 + 1))
  return wrk.format("GET", asked)
end
LUA

ask() {
  wrk -t"$threads" -c"$connections" -d"$3s" --latency -s "$work/ask.lua" "$address" -- "$1" "$work/codes" "$2" "${5:-0}" >"$work/told"
  awk -v what="$4" '
    /50%/ { half = $2 } /99%/ { late = $2 } /Requests\/sec/ { rate = $2 } /Non-2xx/ { wrong = ", " $0 }
    END { printf "%-44s %9.0f /s   p50 %8s   p99 %8s%s\n", what, rate, half, late, wrong }' "$work/told"
}

echo "== $threads threads, $connections connections, $seconds s each"
ask "/api/v1/health" "" "$seconds" "health (nothing is looked up)"
ask "/api/v1/municipalities/%s/partners" "" "$seconds" "API: partners"
ask "/gemeenten/%s/partners" "" "$seconds" "page: partners"
ask "/gemeenten/%s/partners" "br" "$seconds" "page: partners, brotli"
ask "/api/v1/municipalities/%s/partners" "" "$seconds" "API: partners, at the rate that is asked for" 7
ask "/gemeenten/%s/partners" "" "$seconds" "page: partners, at the rate that is asked for" 7
ask "/api/v1/municipalities/%s/partners?top=%t" "" "$seconds" "API: partners, each question new"
ask "/gemeenten/%s/partners?top=%t" "" "$seconds" "page: partners, each question new"
ask "/api/v1/municipalities/%s/partners?weightText=%n" "" "$seconds" "API: partners, each with weights of its own"
ask "/gemeenten/%s/partners?weightText=%n" "" "$seconds" "page: partners, each with weights of its own"
ask "/api/v1/health" "" "$seconds" "health again"

echo "== memory, MiB, over $requests questions for the page of partners"
resident() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status"; }
asked=0
while [ "$asked" -lt "$requests" ]; do
  echo "$asked $(resident)"
  ask "/gemeenten/%s/partners" "" 20 "" >/dev/null
  asked=$((asked + $(grep -o '[0-9]* requests in' "$work/told" | grep -o '^[0-9]*')))
done
echo "$asked $(resident)"
stop
