#!/usr/bin/env bash
# What the server bears: questions a second, how late the slowest of a hundred is, memory over many questions, and how
# fast it starts. Needs `wrk` and `curl`.
#
#   benches/load.sh ADDRESS [SECONDS]
#   WIEL=target/release/wiel benches/load.sh CONFIG [SECONDS] [REQUESTS]
#
# ADDRESS is that of a server that runs, such as http://127.0.0.1:8080, without a limit of requests for this machine:
# its rows of `benches/RESULTS.md` are measured. CONFIG names a register and a data folder with a generation: a server
# is started on this machine, and its start and memory are measured too. SECONDS is how long each address is asked (10),
# REQUESTS how many questions the memory is followed over (1000000). CONNECTIONS in the environment: how many ask at once
# (16). Each row is told beside health, asked a moment before, and with the processor time of a question: where the machine
# has other work too, look at these.
set -euo pipefail

target=${1:?usage: benches/load.sh ADDRESS|CONFIG [SECONDS] [REQUESTS]}
seconds=${2:-10}
requests=${3:-1000000}
wiel=${WIEL:-target/release/wiel}
connections=${CONNECTIONS:-16}
threads=2
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

now() { date +%s%N; }

# Starts a server and waits for its first answer; tells the milliseconds.
start() {
  local begin
  begin=$(now)
  : >"$work/address"
  WIEL_LOG=error "$wiel" --config "$target" serve --listen 127.0.0.1:0 >"$work/address" 2>"$work/log" &
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

case $target in
  http://* | https://*)
    address=${target%/}
    curl -sf -o /dev/null "$address/api/v1/readiness" || { echo "no server answers at $address" >&2; exit 1; }
    ;;
  *)
    echo "== start to first answer, ms, five times"
    for _ in 1 2 3 4 5; do
      start
      stop
    done | paste -sd' '
    start >/dev/null
    ;;
esac
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

# Asks for one municipality after another; %s in the path is its code, %n a number that no other question has, %t one of
# five hundred, and %q three words to search for, out of 64,000 combinations. A delay is that of each connection between
# its questions, in ms.
cat >"$work/ask.lua" <<'LUA'
local codes, at, words = {}, 0, {}
for word in ([[aanbesteding algoritme app archief basisregistratie beheer beleid beveiliging bewoners bron burger cloud
data dienst digitaal eigenaarschap ethiek gegevens gemeente informatie inkoop innovatie inwoners kennis keten koppeling
leverancier loket ondernemers open organisatie privacy proces regie regio samenwerking software standaard systeem
zaaksysteem]]):gmatch("%S+") do words[#words + 1] = word end
-- Each thread has a state of its own, and would else ask the same questions as the others.
local threads = 0
function setup(thread)
  thread:set("thread_id", threads)
  threads = threads + 1
end
function init(args)
  path = args[1]
  for code in io.lines(args[2]) do codes[#codes + 1] = code end
  if args[3] ~= "" then wrk.headers["Accept-Encoding"] = args[3] end
  pause = tonumber(args[4])
  if pause > 0 then delay = function() return pause end end
  math.randomseed(os.time())
  at = math.random(1, 1000000) + thread_id * 499979
end
function request()
  at = at + 1
  -- Steps without a common factor, so that all combinations come before one comes again.
  local step = at * 7919 % (#words) ^ 3
  local three = {}
  for place = 1, 3 do
    three[place] = words[step % #words + 1]
    step = math.floor(step / #words)
  end
  local asked = path:gsub("%%s", codes[at % #codes + 1]):gsub("%%n", tostring(at)):gsub("%%t", tostring(at * 7919 % 500 + 1)):gsub("%%q", table.concat(three, "+"))
  return wrk.format("GET", asked)
end
LUA

run() {
  wrk -t"$threads" -c"$connections" -d"$3s" --latency -s "$work/ask.lua" "$address" -- "$1" "$work/codes" "$2" "$4" >"$work/told"
}

# The processor time of the server so far, in hundredths of a second; 0 for a server elsewhere.
worked() { [ -z "$server" ] && echo 0 || awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$server/stat"; }

ask() {
  local yardstick before
  run /api/v1/health "" 3 0
  yardstick=$(awk '/Requests\/sec/ { print $2 }' "$work/told")
  before=$(worked)
  run "$1" "$2" "$3" "${5:-0}"
  awk -v what="$4" -v yardstick="$yardstick" -v worked=$(($(worked) - before)) '
    /50%/ { half = $2 } /99%/ { late = $2 } /Requests\/sec/ { rate = $2 } / requests in / { asked = $1 }
    /Non-2xx/ { refused = $NF }
    END {
      answered = asked - refused
      printf "%-44s %8.0f /s   %5.3f of health   p50 %8s   p99 %8s", what, rate * answered / asked,
        rate * answered / asked / yardstick, half, late
      if (worked) printf "   %6.2f ms each", worked * 10 / (answered + !answered)
      if (refused) printf "   %.0f%% refused", 100 * refused / asked
      print ""
    }' "$work/told"
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
ask "/api/v1/passages?q=%q" "" "$seconds" "API: search, each question new"
ask "/zoeken?q=%q" "" "$seconds" "page: search, each question new"
ask "/api/v1/health" "" "$seconds" "health again"

# The memory of a server elsewhere cannot be seen from here.
[ -n "$server" ] || exit 0
echo "== memory, MiB, over $requests questions for the page of partners"
resident() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$server/status"; }
asked=0
while [ "$asked" -lt "$requests" ]; do
  echo "$asked $(resident)"
  run "/gemeenten/%s/partners" "" 20 0
  asked=$((asked + $(grep -o '[0-9]* requests in' "$work/told" | grep -o '^[0-9]*')))
done
echo "$asked $(resident)"
stop
