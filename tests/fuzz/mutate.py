#!/usr/bin/env python3
"""Changed files through the real program, for machines without nightly Rust.

    mutate.py WIEL FORMAT SECONDS SEED_FILE...

changes the seed files at random (bytes, pieces, lengths; inside the members too where they are ZIP), reads
each batch with `wiel corpus check`, and tells how many files were read, how many made a reader panic, die or
run out of time, and the most memory that a process took. What did is kept in ./found/FORMAT.
The same SEED_FILES in the same order draw the same changes.
"""
import io, json, os, random, resource, subprocess, sys, tempfile, time, zipfile

WIEL, FORMAT, SECONDS, SEEDS = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4:]
BATCH = 25
FAULTS = {
    "the reader of this format failed": "panic",
    "the reader broke down": "died",
    "took longer than": "slow",
}
TOKENS = [b"<", b">", b"&", b"\0", b"\xff\xfe", b"<<", b"endobj", b"stream", b"-1", b"99999999999", b"/Kids",
          b"</w:p>", b"<table>", b"<!--", b"&#x110000;", b"# ", b"|", b"```", b"\r", b"PK\x03\x04", b"(" * 40]
random.seed(20261124)


def changed(data: bytes, times: int) -> bytes:
    data = bytearray(data)
    for _ in range(times):
        if not data:
            break
        at, kind = random.randrange(len(data)), random.randrange(8)
        if kind <= 1:
            data[at] = random.randrange(256)
        elif kind == 2:
            data[at:at] = random.choice(TOKENS)
        elif kind == 3:
            del data[at:at + random.choice([1, 8, 200, 5_000])]
        elif kind == 4:
            piece = data[at:at + random.choice([1, 16, 300, 4_000])]
            to = random.randrange(len(data))
            data[to:to] = piece * random.choice([1, 1, 2, 30])
        elif kind == 5:
            data = data[:at] if random.random() < .2 else data
        elif kind == 6:
            data[at] ^= 1 << random.randrange(8)
        else:
            digits = [n for n in range(at, min(at + 400, len(data))) if 48 <= data[n] <= 57]
            if digits:
                data[random.choice(digits)] = random.choice(b"0123456789-")
    return bytes(data)


def mutant(seed: bytes) -> bytes:
    times = random.choice([1, 1, 2, 4, 16, 64])
    if not seed.startswith(b"PK") or random.random() < .3:
        return changed(seed, times)
    out, members = io.BytesIO(), zipfile.ZipFile(io.BytesIO(seed))
    names = members.namelist()
    chosen = set(random.sample(names, max(1, len(names) // 4)))
    texts = [name for name in names if name.endswith(("document.xml", "content.xml"))]
    chosen.update(texts if random.random() < .7 else [])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        for name in names:
            data = members.read(name)
            into.writestr(name, changed(data, times) if name in chosen else data)
    return out.getvalue()


def main() -> None:
    seeds = [open(path, "rb").read() for path in SEEDS]
    ending = SEEDS[0].rsplit(".", 1)[1]
    runs, faults, slowest = 0, {"panic": 0, "died": 0, "slow": 0, "crash": 0}, 0.0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        os.makedirs(f"{place}/register")
        open(f"{place}/register/municipalities.csv", "w").write("code,name\nt1,Aadrecht\n")
        batch = 0
        while time.monotonic() - begun < SECONDS:
            corpus = f"{place}/corpus{batch}/Aadrecht"
            os.makedirs(corpus)
            for n in range(BATCH):
                open(f"{corpus}/{n}.{ending}", "wb").write(mutant(random.choice(seeds)))
            settings = f'[register]\nfolder="register"\n[corpus]\nfolder="corpus{batch}"\n[data]\nfolder="data"\n[build]\nthreads=1\n'
            open(f"{place}/wiel.toml", "w").write(settings)
            start = time.monotonic()
            ran = subprocess.run([WIEL, "--config", "wiel.toml", "corpus", "check", "--format", "json"],
                                 cwd=place, capture_output=True, timeout=BATCH * 60)
            slowest = max(slowest, time.monotonic() - start)
            runs += BATCH
            bad = {}
            if ran.returncode not in (0, 1):
                bad = {name: "crash" for name in os.listdir(corpus)}
                print(ran.stderr.decode(errors="replace")[-800:])
            else:
                for document in json.loads(ran.stdout)["documents"] if ran.stdout.strip() else []:
                    for warning in document["warnings"]:
                        for words, fault in FAULTS.items():
                            if words in warning["message"]:
                                bad[os.path.basename(document["path"])] = fault
            for name, fault in bad.items():
                faults[fault] += 1
                os.makedirs(f"found/{FORMAT}", exist_ok=True)
                if sum(faults.values()) <= 40:
                    os.replace(f"{corpus}/{name}", f"found/{FORMAT}/{fault}-{batch}-{name}")
            subprocess.run(["rm", "-rf", f"{place}/corpus{batch}", f"{place}/data"], check=True)
            batch += 1
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{FORMAT}: {runs} files in {time.monotonic() - begun:.0f} s, {faults}, slowest batch {slowest:.1f} s, peak {peak:.0f} MB")


main()
