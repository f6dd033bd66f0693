#!/usr/bin/env python3
"""Text of PDFs as wiel reads it, beside poppler's pdftotext.

    pdf_text.py WIEL FOLDER [--pages]

For each PDF of the folder: recall and precision of words, recall of triples of words that follow each other
(reading order), and seconds. Words are lower case, hyphenation at line ends is joined. The first three are
against plain pdftotext, which goes by lay-out and mixes columns in some files; the next three against
`pdftotext -raw`, which keeps the order of the file. Running headers, footers and page numbers are taken out
of pdftotext's text for recall and triples, as wiel takes them out; `with headers` is the recall with them in.
With --pages it looks up twenty sentences of each file on the page that wiel gives, in both texts of
`pdftotext -f N -l N`, and with --show prints them. Only the reading is timed; wiel is started before.
"""
import collections, glob, json, os, re, struct, subprocess, sys, time

WIEL, FOLDER = sys.argv[1], sys.argv[2]


def words(text):
    text = text.replace("\u00ad\n", "").replace("\u00ad", "")
    text = re.sub(r"(\w)[-\u2010]\n\s*(?=[a-zà-ÿ])", r"\1", text)
    for ligature, letters in (("\ufb00", "ff"), ("\ufb01", "fi"), ("\ufb02", "fl"), ("\ufb03", "ffi"), ("\ufb04", "ffl")):
        text = text.replace(ligature, letters)
    return re.findall(r"\w+", text.lower())


def overlap(yardstick, other):
    a, b = collections.Counter(yardstick), collections.Counter(other)
    return sum((a & b).values())


def triples(of):
    return list(zip(of, of[1:], of[2:]))


def without_furniture(pages):
    """Lines at an edge of a page that stand at an edge of three or more pages, numbers aside."""
    plain = lambda line: re.sub(r"\d+", "0", line.strip().lower())
    edges = lambda lines: [line for line in lines if line.strip()][:3] + [line for line in lines if line.strip()][-3:]
    often = collections.Counter()
    for page in pages:
        often.update({plain(line) for line in edges(page.split("\n"))})
    kept = []
    for page in pages:
        lines = page.split("\n")
        gone = {line for line in edges(lines) if often[plain(line)] >= max(3, len(pages) // 20)}
        kept.append("\n".join(line for line in lines if line not in gone))
    return kept


class Reader:
    def __init__(self):
        self.child = subprocess.Popen([WIEL, "read-files"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        # The reader says first which version it is.
        self.frame()

    def frame(self):
        (length,) = struct.unpack("<Q", self.child.stdout.read(8))
        return self.child.stdout.read(length)

    def read(self, path):
        data = open(path, "rb").read()
        request = {"name": os.path.basename(path), "length": len(data), "memory": None, "seconds": 300.0,
                   "config": {}, "tesseract": None}
        begun = time.perf_counter()
        for frame in (json.dumps(request).encode(), data):
            self.child.stdin.write(struct.pack("<Q", len(frame)) + frame)
        self.child.stdin.flush()
        answer = self.frame()
        return json.loads(answer)["extraction"], time.perf_counter() - begun


def poppler(path, *options):
    return subprocess.run(["pdftotext", *options, path, "-"], capture_output=True).stdout.decode(errors="replace")


def right_pages(path, pages):
    """Of twenty sentences, evenly spread: how many stand on their page."""
    sentences = []
    for page in pages:
        for sentence in re.split(r"(?<=[.!?])\s+", page["text"]):
            if 8 <= len(words(sentence)) <= 40:
                sentences.append((page["number"], sentence))
    chosen = sentences[:: max(1, len(sentences) // 20)][:20]
    found = 0
    for number, sentence in chosen:
        page = ("-f", str(number), "-l", str(number))
        wanted = words(sentence)
        pieces = [" ".join(wanted[n:n + 4]) for n in range(len(wanted) - 3)]
        right = False
        for there in (" ".join(words(poppler(path, *page))), " ".join(words(poppler(path, "-raw", *page)))):
            right |= sum(piece in there for piece in pieces) * 2 > len(pieces)
        found += right
        if "--show" in sys.argv or not right:
            print(f"    page {number}: {'right' if right else 'WRONG'}: {' '.join(sentence.split())[:90]}")
    return found, len(chosen)


def main():
    reader, total = Reader(), [0.0, 0.0]
    reader.read(sorted(glob.glob(f"{FOLDER}/*.pdf"))[0])
    print("| file | words | recall | precision | triples | recall -raw | precision -raw | triples -raw | with headers | wiel s | pdftotext s |")
    print("|---|" + "---|" * 10)
    for path in sorted(glob.glob(f"{FOLDER}/*.pdf")):
        answer, ours = reader.read(path)
        begun = time.perf_counter()
        whole = poppler(path)
        theirs = time.perf_counter() - begun
        total = [total[0] + ours, total[1] + theirs]
        mine = words("\n".join(page["text"] for page in answer["pages"]))
        figures = []
        for text in (whole, poppler(path, "-raw")):
            everything, kept = words(text), words("\n".join(without_furniture(text.split("\f"))))
            figures += [overlap(kept, mine) / len(kept), overlap(mine, everything) / len(mine),
                        overlap(triples(kept), triples(mine)) / (len(kept) - 2)]
        figures.append(overlap(everything, mine) / len(everything))
        shown = " | ".join(f"{figure:.3f}" for figure in figures)
        print(f"| {os.path.basename(path)} | {len(mine)} | {shown} | {ours:.2f} | {theirs:.2f} |")
        if "--pages" in sys.argv:
            right, of = right_pages(path, answer["pages"])
            print(f"    {right} of {of} sentences on their page")
    print(f"| all | | | | | | | | | {total[0]:.2f} | {total[1]:.2f} |")


main()
