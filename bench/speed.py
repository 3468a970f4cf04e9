"""Words per second on one core: the whole `annotate` against the bare parse of the same texts, in turns.

    python bench/speed.py [--rounds N] [--articles N] [--profile] [--linking] [--long WORDS] [FILE...]

Texts are the files that are named, else the reports of ../shared/cases where they are there, else the bundled
examples, repeated. The figures are medians over the rounds. `--profile` adds where the time goes by module. `--linking`
gives documents of 300 words and places resolved a second instead, in processor seconds, which a busy machine does not
change much.
"""

from __future__ import annotations

import argparse
import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import cProfile  # noqa: E402
import pstats  # noqa: E402
import resource  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from saidwho.attribution import attribute  # noqa: E402
from saidwho.coding import code  # noqa: E402
from saidwho.linking import link  # noqa: E402
from saidwho.linking.gazetteer import gazetteer  # noqa: E402
from saidwho.linking.places_found import find_places  # noqa: E402
from saidwho.merging import merge_article  # noqa: E402
from saidwho.parsing import BATCH, Parser  # noqa: E402
from saidwho.pipeline import Annotator  # noqa: E402
from saidwho.reading import read_text  # noqa: E402
from saidwho.records import Article  # noqa: E402

CASES = ROOT.parent / "shared" / "cases"
EXAMPLES = ROOT / "saidwho" / "data" / "examples"
DOCUMENT = 300
"""Words of the document in which speed is counted."""
AIM = 2.0
"""The whole should cost at most twice the parse."""


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="bench/speed.py", description="Words per second on one core.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the median counts (default 3)")
    parser.add_argument("--articles", type=int, default=40, help="articles taken (default 40)")
    parser.add_argument("--profile", action="store_true", help="also print where the time goes by module")
    parser.add_argument("--linking", action="store_true", help="documents and resolved places a second instead")
    parser.add_argument("files", nargs="*", help="text files instead of the usual ones")
    parser.add_argument("--long", type=int, metavar="WORDS", help="one article of so many words: seconds and memory")
    args = parser.parse_args(argv)
    if args.long:
        return long(args.long)
    articles, where = load([Path(f) for f in args.files], args.articles)
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, from {where}")
    annotator = Annotator()
    if args.linking:
        linking(articles, annotator, args.rounds)
        return 0
    report(words, measure(articles, annotator, args.rounds))
    if args.profile:
        profile(articles, annotator)
    return 0


def long(words: int) -> int:
    """Codes one article of many words, made of the bundled examples. Prints seconds and peak memory."""
    examples = "\n\n".join(f.read_text("utf-8") for f in sorted(EXAMPLES.glob("*.txt")))
    times = words // len(examples.split()) + 1
    article = read_text("\n\n".join([examples] * times))
    annotator = Annotator()
    spent = timed(lambda: annotator.annotate(article))
    count = len(article.text.split())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"one article of {count} words: {spent:.0f} s, {count / spent:,.0f} words/s, peak memory {peak:,.0f} MiB")
    return 0


def linking(articles: list[Article], annotator: Annotator, rounds: int) -> None:
    """Prints documents of 300 words a second, places resolved a second (names not looked up before, and all known), and
    the peak memory. Medians of processor seconds."""
    parser = annotator._parser
    documents = sum(len(a.text.split()) for a in articles) / DOCUMENT
    parses = [parser.parse(a) for a in articles]
    coded = []
    for article, parse in zip(articles, parses, strict=True):
        attributions = attribute(parse, article)
        coded.append((parse, article, attributions, code(parse, article, attributions)))
    link(*coded[0])
    index = gazetteer()
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, work in {
            "bare parse": lambda: [bare(parser, a) for a in articles],
            "parse and link": lambda: [(parser.parse(c[1]), link(*c)) for c in coded],
            "link alone": lambda: [link(*c) for c in coded],
            "all of annotate": lambda: [annotator.annotate(a) for a in articles],
        }.items():
            seconds.setdefault(name, []).append(used(work))
        index._found.clear()
        for name in ("places, new names", "places, known names"):
            seconds.setdefault(name, []).append(used(lambda: [find_places(c[0], c[1]) for c in coded]))
    places = sum(n.place.name is not None for c in coded for n in find_places(c[0], c[1]))
    middle = {name: statistics.median(values) for name, values in seconds.items()}
    for name, spent in middle.items():
        speed = float(places) if name.startswith("places") else documents
        what = "resolved/s" if name.startswith("places") else "documents/s"
        print(f"{name:22}{speed / spent:10,.1f} {what:12}{spent / middle['bare parse']:8.2f} of the bare parse")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{documents:.0f} documents of {DOCUMENT} words, {places} places resolved, peak memory {peak:,.0f} MiB")


def used(work: Callable[[], object]) -> float:
    """Processor seconds that a call takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def load(files: list[Path], limit: int) -> tuple[list[Article], str]:
    """The articles and where they come from."""
    if files:
        return [read_text(f.read_text("utf-8")) for f in files], "the files named"
    found = sorted(CASES.glob("*/[0-9]*.txt")) if CASES.is_dir() else []
    where = f"../shared/{CASES.name}"
    if not found:
        print("the real reports of ../shared are not here: the bundled examples are taken, repeated")
        examples = sorted(EXAMPLES.glob("*.txt"))
        found, where = (examples * limit)[:limit], "the bundled examples"
    step = max(1, len(found) // limit)
    return [read_text(f.read_text("utf-8")) for f in found[::step][:limit]], where


def measure(articles: list[Article], annotator: Annotator, rounds: int) -> dict[str, list[float]]:
    """Seconds of each round, by stage; bare parse and whole take turns, so a busy machine slows both."""
    parser = annotator._parser
    for article in articles[:3]:
        annotator.annotate(article)
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        seconds.setdefault("bare parse", []).append(timed(lambda: [bare(parser, a) for a in articles]))
        seconds.setdefault("annotate", []).append(timed(lambda: [annotator.annotate(a) for a in articles]))
        for stage, spent in stages(articles, annotator).items():
            seconds.setdefault(stage, []).append(spent)
    return seconds


def bare(parser: Parser, article: Article) -> int:
    """The parser's own pipeline over the same paragraphs, and nothing else. Returns the number of tokens."""
    texts = [article.quote(p.span) for p in article.paragraphs if p.kind in ("title", "body")]
    return sum(len(doc) for doc in parser._nlp.pipe(texts, batch_size=BATCH))


def stages(articles: list[Article], annotator: Annotator) -> dict[str, float]:
    """Seconds in each stage over all articles."""
    spent: Counter[str] = Counter()
    for article in articles:
        start = time.perf_counter()
        parse = annotator._parser.parse(article)
        spent["  parsing"] += (now := time.perf_counter()) - start
        attributions = attribute(parse, article)
        spent["  attribution"] += (then := time.perf_counter()) - now
        mentions = code(parse, article, attributions)
        spent["  coding"] += (now := time.perf_counter()) - then
        attributions, mentions = link(parse, article, attributions, mentions)
        spent["  linking"] += (then := time.perf_counter()) - now
        merge_article(article, attributions, mentions)
        spent["  merging"] += time.perf_counter() - then
    return dict(spent)


def timed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def report(words: int, seconds: dict[str, list[float]]) -> None:
    """Prints medians, words per second and the ratio."""
    middle = {name: statistics.median(values) for name, values in seconds.items()}
    for name, spent in middle.items():
        share = f"{spent / middle['annotate']:7.0%} of annotate" if name.startswith("  ") else ""
        print(f"{name:16}{spent:8.2f} s{words / spent:12,.0f} words/s{share}")
    ratio = middle["annotate"] / middle["bare parse"]
    pairs = [a / b for a, b in zip(seconds["annotate"], seconds["bare parse"], strict=True)]
    print(f"ratio {ratio:.2f} (rounds {min(pairs):.2f} to {max(pairs):.2f}); aim: at most {AIM:.0f}")


def profile(articles: list[Article], annotator: Annotator) -> None:
    """Prints the functions of saidwho that take most time themselves, and those that take most with all below."""
    watch = cProfile.Profile()
    watch.enable()
    for article in articles:
        annotator.annotate(article)
    watch.disable()
    for key in ("tottime", "cumulative"):
        print(f"\nby {key}")
        pstats.Stats(watch).strip_dirs().sort_stats(key).print_stats(25)


if __name__ == "__main__":
    sys.exit(main())
