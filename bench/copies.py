"""CPU time and memory of finding copies, on made articles: 10,000, 30,000 and 100,000 of them.

    python bench/copies.py [SIZE ...]

Four in ten articles are pick-ups of a wire story (cut, new headline, local paragraphs, credit line); a few stories are
picked up by hundreds; independent reports of one event share names, now and then a quote or a background paragraph.
Prints a line a size, and the growth exponent of the time over all sizes.
"""

from __future__ import annotations

import hashlib
import math
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from saidwho.merging.copies import CopyResult, find_copies  # noqa: E402
from saidwho.records import Article, Paragraph, Span  # noqa: E402

SIZES = (10_000, 30_000, 100_000)
CREDITS = (
    "The Arland Press contributed to this report.",
    "With files from the wire.",
    "Information from: Arland Press",
)
SYLLABLES = "ka lo mi ren tas vo du shi par gel nor ast bri cu fen hol jan kri lum mar".split()


class Maker:
    """Makes articles of words without meaning, as often as words of English are."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = {"".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(30_000)}
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self.weights = [1 / (rank + 2.7) for rank in range(len(self.words))]
        total = 0.0
        self.cumulated = [total := total + weight for weight in self.weights]
        self.background = [self.sentence() for _ in range(500)]

    def sentence(self) -> str:
        """Eight to thirty words."""
        count = self.random.randint(8, 30)
        return " ".join(self.random.choices(self.words, cum_weights=self.cumulated, k=count)).capitalize() + "."

    def story(self) -> list[str]:
        """Eight to thirty sentences; one in ten has a paragraph of background that others have too."""
        sentences = [self.sentence() for _ in range(self.random.randint(8, 30))]
        if self.random.random() < 0.1:
            sentences.insert(len(sentences) // 2, self.random.choice(self.background))
        return sentences

    def pick_up(self, story: list[str]) -> list[str]:
        """What a desk makes of a wire story."""
        sentences = list(story)
        if self.random.random() < 0.6:
            sentences = sentences[: max(3, int(len(sentences) * self.random.uniform(0.3, 0.9)))]
        if self.random.random() < 0.5:
            sentences[0] = self.sentence()
        if self.random.random() < 0.3:
            sentences += [self.sentence() for _ in range(self.random.randint(1, 4))]
        if self.random.random() < 0.5:
            sentences.append(self.random.choice(CREDITS))
        return sentences

    def articles(self, count: int) -> Iterator[tuple[int, Article]]:
        """Articles with the number of their story."""
        story, made = 0, 0
        while made < count:
            sentences = self.story()
            copies = 0
            if self.random.random() < 0.2:
                copies = min(count // 20, int(self.random.paretovariate(1.3)))
            for number in range(min(1 + copies, count - made)):
                yield story, article(sentences if number == 0 else self.pick_up(sentences))
                made += 1
            story += 1


def article(sentences: list[str]) -> Article:
    """An article with one sentence a paragraph."""
    text = "\n".join(sentences)
    paragraphs, at = [], 0
    for sentence in sentences:
        paragraphs.append(Paragraph(Span(at, at + len(sentence)), "body"))
        at += len(sentence) + 1
    return Article(hashlib.sha256(text.encode()).hexdigest()[:24], text, tuple(paragraphs))


def pairs(counts: Counter[object]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def quality(gold: dict[str, int], copies: CopyResult) -> tuple[float, float]:
    """Precision and recall of the pairs of articles that are one report."""
    found = {name: copies.original_of(name) for name in gold}
    both = pairs(Counter((gold[name], found[name]) for name in gold))
    predicted, true = pairs(Counter(found.values())), pairs(Counter(gold.values()))
    return 100 * both / max(1, predicted), 100 * both / max(1, true)


def main(argv: list[str]) -> int:
    """The command. Returns the exit status."""
    sizes = [int(a.replace(",", "")) for a in argv] or list(SIZES)
    times = []
    print("articles  CPU s    ms/article  peak MB  precision  recall  groups")
    for size in sizes:
        made = list(Maker(7).articles(size))
        gold = {a.id: story for story, a in made}
        begun = time.process_time()
        copies = find_copies(a for _, a in made)
        times.append(time.process_time() - begun)
        precision, recall = quality(gold, copies)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{size:8,}  {times[-1]:7.1f}  {1000 * times[-1] / size:10.2f}  {peak:7,}  {precision:9.1f}  "
            f"{recall:6.1f}  {len(copies.groups):6,}",
            flush=True,
        )
    if len(sizes) > 1:
        growth = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        print(f"growth exponent {growth:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
