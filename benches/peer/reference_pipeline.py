#!/usr/bin/env python3
"""The reference similarity model in plain scikit-learn, from text files to a score for every pair: a peer to time wiel against.

usage: reference_pipeline.py FOLDER [--components 300] [--power 4] [--seed 1] [--out pairs.csv] [--singular-values FILE] [--matrix FOLDER [--exact]]

FOLDER holds `manifest.csv` (columns `id,year`; an empty year is an unknown year, an era of its own) and `docs/<id>.txt`; every
document counts as one organisation. Names are taken to be masked already.
Standard output: seconds per stage (tokenise, matrix, svd, views, fuse, total), sizes, and the singular values of the randomised
SVD, so that another implementation can be compared on the same input. Set OMP_NUM_THREADS (and OPENBLAS_NUM_THREADS) to choose
the number of threads; they are printed too.

With --matrix the weighted matrix goes to FOLDER as .npy files, for `cargo bench --bench svd`; with --exact its singular values to
full accuracy (ARPACK) go there too, and the worst error of the randomised ones is printed. Neither is timed.

Steps
1 passages   about 120 words, cut at sentence ends, at least 30 words
2 terms      lower case, Dutch stop words out, Dutch Snowball stemmer (the Porter variant); terms in at least 2 passages
3 weights    (1 + ln tf) * ln((N + 1) / (df + 0.5)), rows to unit length
4 vectors    randomised truncated SVD; U * sqrt(S); unit; minus the mean; unit
5 eras       minus the mean of the passages (documents) of the same year; unit
6 views      lexical (document TF-IDF), topical (mean passage vector), passages (soft alignment, both directions)
7 fusion     every view to z-scores over its row and its column, summed
8 scale      mid-rank percentile among all pairs
"""
import argparse
import csv
import os
import re
import time
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import snowballstemmer
from scipy.sparse.linalg import svds
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

STOP_WORDS = set(
    """de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men dit zo door
    over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen omdat iets worden
    toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja eens hier wie werd altijd doch wordt wezen kunnen ons
    zelf tegen na reeds wil kon niets uw iemand geweest andere""".split()
)


def passages(text, target=120, least=30):
    """Cut a text at sentence ends into pieces of about `target` words; a rest shorter than `least` joins the piece before it."""
    out, current, words = [], [], 0
    for sentence in re.split(r"(?<=[.!?;:])\s+|\n\s*\n", text):
        length = len(sentence.split())
        if not length:
            continue
        if words and words + length / 2 > target:
            out.append(" ".join(current))
            current, words = [], 0
        current.append(sentence)
        words += length
        while words > 2 * target:  # a table or a text without full stops
            all_words = " ".join(current).split()
            out.append(" ".join(all_words[:target]))
            current, words = [" ".join(all_words[target:])], len(all_words) - target
    if current and words < least and out:
        out[-1] += " " + " ".join(current)
    elif current:
        out.append(" ".join(current))
    return out


def analyser():
    """Text to stems, with every distinct word stemmed once."""
    stemmer, known = snowballstemmer.stemmer("dutch_porter"), {}
    token = re.compile(r"[^\W_]+")

    def analyse(text):
        stems = []
        for word in token.findall(text.lower()):
            if word in STOP_WORDS:
                continue
            if word not in known:
                known[word] = stemmer.stemWord(word)
            stems.append(known[word])
        return stems

    return analyse


def weighted(counts):
    """(1 + ln tf) * ln((N + 1) / (df + 0.5)) over terms in at least two rows; unit rows."""
    df = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = sp.csr_matrix(counts[:, df >= 2], dtype=np.float64)
    kept.data = 1 + np.log(kept.data)
    return normalize(kept @ sp.diags(np.log((counts.shape[0] + 1) / (df[df >= 2] + 0.5))))


def minus_era_mean(rows, era):
    """Subtract from every row the mean of its era; unit rows."""
    rows = rows.copy()
    for value in np.unique(era):
        rows[era == value] -= rows[era == value].mean(axis=0)
    return normalize(rows)


def soft_alignment(vectors, owner, n):
    """S[a, b]: the best cosine in b of every passage of a, averaged, plus the same from b to a. Rows must be sorted by owner."""
    vectors = vectors.astype(np.float32)
    count = np.bincount(owner, minlength=n)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    one_way = np.zeros((n, n))
    for a in range(n):
        cosines = vectors[start[a] : start[a] + count[a]] @ vectors.T
        one_way[a] = np.maximum.reduceat(cosines, start, axis=1).mean(axis=0)
    return one_way + one_way.T


def z_scores(view):
    """Sum of the z-scores within the row and within the column, the diagonal left out."""
    view = view.copy()
    np.fill_diagonal(view, np.nan)
    mean, spread = np.nanmean(view, axis=1), np.nanstd(view, axis=1)
    spread[spread == 0] = 1
    z = (view - mean[:, None]) / spread[:, None] + (view - mean[None, :]) / spread[None, :]
    np.fill_diagonal(z, 0)
    return z


def percentiles(score):
    """Mid-rank percentile of every pair among all pairs, in [0, 1]."""
    pairs = np.sort(score[np.triu_indices(len(score), 1)])
    return (np.searchsorted(pairs, score, "left") + np.searchsorted(pairs, score, "right")) / (2 * len(pairs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--components", type=int, default=300)
    parser.add_argument("--power", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--singular-values", type=Path)
    parser.add_argument("--matrix", type=Path)
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--svd-rounds", type=int, default=1, help="decompose so many times more, and print the median of all")
    args = parser.parse_args()

    begin = last = time.perf_counter()

    def clock(stage):
        nonlocal last
        now = time.perf_counter()
        print(f"{stage:<10} {now - last:8.2f} s", flush=True)
        last = now

    with open(args.folder / "manifest.csv", newline="", encoding="utf-8") as file:
        documents = sorted((row["id"], row["year"]) for row in csv.DictReader(file))
    texts, owner = [], []
    for number, (name, _) in enumerate(documents):
        for passage in passages((args.folder / "docs" / f"{name}.txt").read_text(encoding="utf-8")):
            texts.append(passage)
            owner.append(number)
    owner, n = np.array(owner), len(documents)
    era = np.array([year for _, year in documents])
    clock("read")

    counts = CountVectorizer(analyzer=analyser(), dtype=np.float64).fit_transform(texts)
    clock("tokenise")

    matrix = weighted(counts)
    by_document = sp.csr_matrix((np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(n, len(owner)))
    document_matrix = weighted(sp.csr_matrix(by_document @ counts))
    clock("matrix")

    k = min(args.components, min(matrix.shape))
    u, singular, _ = randomized_svd(
        matrix.astype(np.float32), k, n_iter=args.power, power_iteration_normalizer="QR", random_state=args.seed
    )
    clock("svd")

    vectors = normalize(u.astype(np.float64) * np.sqrt(singular))
    vectors = minus_era_mean(normalize(vectors - vectors.mean(axis=0)), era[owner])
    lexical_rows = minus_era_mean(document_matrix.toarray(), era)
    mean_rows = normalize(by_document @ vectors)
    lexical, topical = lexical_rows @ lexical_rows.T, mean_rows @ mean_rows.T
    aligned = soft_alignment(vectors, owner, n)
    clock("views")

    score = z_scores(lexical) + z_scores(topical) + z_scores(aligned)
    scaled = percentiles(score)
    clock("fuse")
    print(f"{'total':<10} {last - begin:8.2f} s, processor time {time.process_time():.2f} s since the start of Python")

    threads = {name: os.environ.get(name, "unset") for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    print(f"documents {n}, passages {len(owner)}, terms {matrix.shape[1]}, non-zeros {matrix.nnz}, components {k}, threads {threads}")
    print("singular values, first five and last:", " ".join(f"{s:.6f}" for s in [*singular[:5], singular[-1]]))
    if args.svd_rounds > 1:
        seconds, worked = [], time.process_time()
        for _ in range(args.svd_rounds):
            begin = time.perf_counter()
            randomized_svd(matrix.astype(np.float32), k, n_iter=args.power, power_iteration_normalizer="QR", random_state=args.seed)
            seconds.append(time.perf_counter() - begin)
        worked = (time.process_time() - worked) / args.svd_rounds
        print(f"svd alone, {args.svd_rounds} rounds: median {np.median(seconds):.3f} s, least {min(seconds):.3f} s, processor time {worked:.3f} s")
    if args.matrix:
        args.matrix.mkdir(parents=True, exist_ok=True)
        matrix.sort_indices()
        np.save(args.matrix / "shape.npy", np.array(matrix.shape, dtype=np.int64))
        for name in ("indptr", "indices"):
            np.save(args.matrix / f"{name}.npy", getattr(matrix, name).astype(np.int64))
        np.save(args.matrix / "data.npy", matrix.data.astype(np.float32))
        if args.exact:
            exact = np.sort(svds(matrix.astype(np.float64), k, return_singular_vectors=False, random_state=args.seed))[::-1]
            np.save(args.matrix / "exact.npy", exact.astype(np.float64))
            print(f"worst relative error of the randomised singular values: {np.max(np.abs(singular - exact) / exact):.2e}")
    if args.singular_values:
        args.singular_values.write_text("".join(f"{s:.9g}\n" for s in singular), encoding="utf-8")
    if args.out:
        with open(args.out, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["query", "candidate", "score"])
            for i, (first, _) in enumerate(documents):
                for j, (second, _) in enumerate(documents):
                    if i != j:
                        writer.writerow([first, second, repr(float(scaled[i, j]))])


if __name__ == "__main__":
    main()
