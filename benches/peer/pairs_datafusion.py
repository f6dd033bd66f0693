"""The alignments of all pairs, computed by DataFusion from the Parquet of a batch.

    wiel batch --out b --scope all --parquet      (a program built with --features parquet)
    pip install datafusion==55.0.0
    python benches/peer/pairs_datafusion.py b [--province NAME] [--copies N]

Reads profiles, positions and pairs; of the pairs only who they are and how alike their words are (T with its precision,
which needs the n-grams of all). H, P and the alignment are computed anew, as src/rank/comparison.rs and
src/rank/alignment.rs say, and held against what wiel wrote. With --copies every municipality is there so many times, to
see what a million pairs cost. Prints a line of JSON; exit code 1 where they differ by more than 1e-6.
"""

import argparse
import json
import pathlib
import sys
import time

from datafusion import SessionContext, SessionConfig

# The weight of a stance is n / (n + 2) for n statements; 0.02 is the evidence for the prior of 0.5.
SQL = """
WITH theme AS (
    SELECT municipality, topic, salience FROM positions WHERE kind = 'theme' AND salience <> 0
), principle AS (
    SELECT municipality, topic, balance, statements / (statements + 2) AS weight
    FROM positions WHERE kind = 'principle' AND balance IS NOT NULL
), h AS (
    SELECT w.municipality, w.partner, SUM(a.salience * b.salience) AS product,
           SUM((a.salience * a.salience + b.salience * b.salience) / 2) AS covered
    FROM wanted w
    JOIN theme a ON a.municipality = w.municipality
    JOIN theme b ON b.municipality = w.partner AND b.topic = a.topic
    GROUP BY w.municipality, w.partner
), p AS (
    SELECT w.municipality, w.partner, SUM(a.weight * b.weight) AS precision,
           SUM(a.weight * b.weight * (1 - ABS(a.balance - b.balance) / 2)) AS agreed
    FROM wanted w
    JOIN principle a ON a.municipality = w.municipality
    JOIN principle b ON b.municipality = w.partner AND b.topic = a.topic
    GROUP BY w.municipality, w.partner
), parts AS (
    SELECT w.municipality, w.partner, w.alignment AS expected,
           COALESCE(w.text_value, 0.5) AS t, COALESCE(w.text_precision, 0) AS tp,
           COALESCE(0.5 + 0.5 * h.product / h.covered, 0.5) AS h,
           COALESCE(ca.certainty * cb.certainty * h.covered
                    / (1 - ca.certainty * cb.certainty * h.covered), 0) AS hp,
           COALESCE(p.agreed / p.precision, 0.5) AS p, COALESCE(p.precision, 0) AS pp
    FROM wanted w
    JOIN profiles ca ON ca.municipality = w.municipality
    JOIN profiles cb ON cb.municipality = w.partner
    LEFT JOIN h ON h.municipality = w.municipality AND h.partner = w.partner
    LEFT JOIN p ON p.municipality = w.municipality AND p.partner = w.partner
), scored AS (
    SELECT expected, 0.5 + ({t} * tp * tp * (t - 0.5) + {h} * hp * hp * (h - 0.5) + {p} * pp * pp * (p - 0.5))
                     / (0.02 + {t} * tp * tp + {h} * hp * hp + {p} * pp * pp) AS alignment
    FROM parts
)
SELECT COUNT(*) AS pairs, MAX(ABS(alignment - expected)) AS difference, AVG(alignment) AS mean FROM scored
"""


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--province", help="only pairs within this province")
    arguments.add_argument("--copies", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=2)
    args = arguments.parse_args()

    context = SessionContext(SessionConfig().with_target_partitions(args.threads))
    for table in ("profiles", "positions", "pairs"):
        context.register_parquet(f"all_{table}", str(args.folder / f"{table}.parquet"))
    copies = " UNION ALL ".join(f"SELECT '-{n}' AS copy" for n in range(args.copies))
    context.sql(f"CREATE TABLE copies AS {copies}")
    within = "1 = 1"
    if args.province:
        name = args.province.replace("'", "''")
        within = f"municipality IN (SELECT municipality FROM all_profiles WHERE province = '{name}')"
    for table in ("profiles", "positions"):
        others = "certainty" if table == "profiles" else "kind, topic, salience, balance, statements"
        context.sql(
            f"CREATE TABLE {table} AS SELECT municipality || copy AS municipality, {others} "
            f"FROM all_{table} CROSS JOIN copies WHERE {within}"
        )
    both = within + " AND " + within.replace("municipality IN", "partner IN")
    # Each pair of two municipalities once, for each pair of their copies.
    context.sql(
        "CREATE TABLE wanted AS SELECT municipality || a.copy AS municipality, partner || b.copy AS partner, "
        "alignment, text_value, text_precision FROM all_pairs CROSS JOIN copies a CROSS JOIN copies b "
        f"WHERE municipality < partner AND {both}"
    )
    weights = json.loads((args.folder / "run.json").read_text())["weights"]
    sql = SQL.format(t=weights["text"], h=weights["themes"], p=weights["principles"])
    begun, processor = time.perf_counter(), time.process_time()
    row = context.sql(sql).to_pylist()[0]
    seconds, processor = time.perf_counter() - begun, time.process_time() - processor
    million = row["pairs"] / 1e6
    print(json.dumps({
        "pairs": row["pairs"],
        "largestDifference": row["difference"],
        "seconds": round(seconds, 3),
        "secondsPerMillionPairs": round(seconds / million, 2),
        "processorSecondsPerMillionPairs": round(processor / million, 2),
    }))
    sys.exit(0 if row["difference"] < 1e-6 else 1)


if __name__ == "__main__":
    main()
