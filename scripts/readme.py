"""Puts the first event of the demo, as it really comes out, into README.md: run it when the output changes."""

import io
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path

from saidwho import cli

README = Path(__file__).parent.parent / "README.md"
PLACE = re.compile(r"(<!-- demo -->\n```text\n).*?(```\n<!-- /demo -->)", re.S)


def excerpt() -> str:
    """Title, outlet and first event of the first example report."""
    out = io.StringIO()
    with redirect_stdout(out):
        cli.main(["demo"])
    return out.getvalue().split("\n\n[2]")[0]


def main() -> int:
    old = README.read_text(encoding="utf-8")
    new = PLACE.sub(lambda match: match[1] + excerpt() + "\n" + match[2], old)
    README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
