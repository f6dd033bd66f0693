"""How easy the Dutch texts of the pages are to read, measured at a running server.

usage: measure.py URL

Prints for each page the Flesch-Douma reading ease (textstat with language nl; higher is easier, B1 is about 60 and more),
the words a sentence has on average, and the sentences that are long. Fails when a page is harder than MIN_EASE, all pages
together are harder than MIN_EASE_OF_ALL, or a sentence has more words than MAX_WORDS.

Measured is what the program itself says: whole sentences in the main part of a page. Left out are quotes (they are of the
documents), names in lists and tables, and headings.
"""

import re
import sys
import urllib.parse
import urllib.request
from html.parser import HTMLParser

import textstat

# A page of few sentences varies by chance, so a single page may be harder than all together.
MIN_EASE = 50
MIN_EASE_OF_ALL = 70
MAX_WORDS = 20
# With fewer sentences the number says nothing.
MIN_SENTENCES = 5

PAGES = [
    "/",
    "/?q=onbekend",
    "/gemeenten",
    "/gemeenten/DM01",
    "/gemeenten/DM01/partners",
    "/gemeenten/DM01/partners?scope=all&theme=cloud&whatIf=collectief%3Dfor",
    "/gemeenten/DM01/partners?scope=nergens",
    "/gemeenten/DM01/regio?scope=all",
    "/gemeenten/DM01/wielen?scope=all",
    "/gemeenten/DM01/groepen?scope=all",
    "/gemeenten/DM01/veranderingen",
    "/vergelijk?municipality=DM01&partner=DM10",
    "/vergelijk?municipality=DM01&partner=DM02&partner=DM10",
    "/gespreksgids?municipality=DM01&partner=DM10",
    "/zoeken?q=cloud",
    "/dekking",
    "/werkwijze",
    "/toegankelijkheid",
    "/api",
    "/bestaat-niet",
]

BLOCKS = {"p", "li", "dd", "figcaption", "summary", "h1", "h2", "h3", "h4", "td", "th", "label", "button", "option"}
# Words of others, and what is no running text.
SKIPPED = {"blockquote", "table", "svg", "select", "script", "style", "nav", "h1", "h2", "h3", "h4", "code"}


class Texts(HTMLParser):
    """The blocks of running text in the main part of a page."""

    def __init__(self):
        super().__init__()
        self.is_main = False
        self.open = []
        self.skipped = 0
        self.blocks = [""]

    def handle_starttag(self, tag, attributes):
        if tag in {"input", "br", "img", "meta", "link"}:
            return
        attributes = dict(attributes)
        self.is_main = self.is_main or tag == "main"
        is_other = attributes.get("lang") == "nl" and tag != "html"
        skips = tag in SKIPPED or is_other or "passage" in (attributes.get("class") or "")
        self.open.append((tag, skips))
        self.skipped += skips
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag):
        while self.open:
            opened, skips = self.open.pop()
            self.skipped -= skips
            if opened == tag:
                break
        if tag in BLOCKS:
            self.blocks.append("")
        if tag == "main":
            self.is_main = False

    def handle_data(self, data):
        if self.is_main and not self.skipped:
            self.blocks[-1] += data


def sentences(page):
    """The whole sentences of a page, each once."""
    found = {}
    for block in page.blocks:
        text = " ".join(block.split()).replace("\u00ad", "")
        for sentence in re.findall(r"[^.!?]+(?:[.!?](?=[^\s”])[^.!?]*)*[.!?]+[”)]*(?=\s|$)", text):
            sentence = sentence.strip()
            if len(sentence.split()) >= 3:
                found[sentence] = None
    return list(found)


def own(sentence):
    """A sentence without what stands behind its colon: there are lists of names of topics and municipalities."""
    before, colon, _ = sentence.partition(": ")
    return f"{before}." if colon else sentence


def words(sentence):
    return len(own(sentence).split())


def ease(found):
    return textstat.flesch_reading_ease(" ".join(map(own, found)))


def main(url):
    textstat.set_lang("nl")
    wrong, everything = [], {}
    for page in PAGES:
        request = urllib.request.Request(url + page, headers={"Accept-Language": "nl"})
        try:
            with urllib.request.urlopen(request) as answer:
                body = answer.read().decode()
        except urllib.error.HTTPError as problem:
            # The page of a problem is a page too.
            body = problem.read().decode()
        texts = Texts()
        texts.feed(body)
        found = sentences(texts)
        everything.update(dict.fromkeys(found))
        mean = sum(map(words, found)) / max(len(found), 1)
        score = ease(found) if found else 100
        print(f"{score:6.1f}  {mean:4.1f} words a sentence, {len(found):3} sentences  {page}")
        if len(found) >= MIN_SENTENCES and score < MIN_EASE:
            wrong.append(f"{page} has a reading ease of {score:.1f}, below {MIN_EASE}")
    for sentence in sorted(everything, key=words, reverse=True)[:12]:
        print(f"  {words(sentence):3} words: {sentence}")
    hardest = [one for one in everything if words(one) >= 6]
    for sentence in sorted(hardest, key=lambda one: ease([one]))[:12]:
        print(f"  ease {ease([sentence]):6.1f}: {sentence}")
    wrong += [f"{words(one)} words: {one}" for one in everything if words(one) > MAX_WORDS]
    score = ease(list(everything))
    print(f"all {len(everything)} sentences together: {score:.1f}")
    if score < MIN_EASE_OF_ALL:
        wrong.append(f"all pages together have a reading ease of {score:.1f}, below {MIN_EASE_OF_ALL}")
    for one in wrong:
        print("too hard:", one, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
