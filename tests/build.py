"""Parses built by hand, so that unit tests need no model."""

from saidwho.parsing import Parse


def parse_of(text: str, rows: list[tuple[str, str, str, int]]) -> Parse:
    """One sentence from (word, tag, dep, head index) rows; words must occur in `text` in order."""
    parse, at = Parse(text), 0
    for word, tag, dep, head in rows:
        at = text.index(word, at)
        parse.word.append(word)
        parse.lemma.append(word.lower())
        parse.tag.append(tag)
        parse.pos.append("")
        parse.dep.append(dep)
        parse.head.append(head)
        parse.start.append(at)
        at += len(word)
        parse.end.append(at)
        parse.ent.append("")
        parse.ent_begin.append(False)
        parse.sent.append(0)
        parse.para.append(0)
    parse.sents.append((0, len(rows)))
    return parse.finish()
