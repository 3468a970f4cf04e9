"""What the documents say is so."""

import argparse
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from saidwho import cli
from saidwho.coding.codebook import COLUMNS
from saidwho.resources import read_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in cli.build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


def options(parser: argparse.ArgumentParser) -> set[str]:
    below = [p for a in parser._actions if isinstance(a, argparse._SubParsersAction) for p in a.choices.values()]
    own = {o for a in parser._actions for o in a.option_strings} - {"-h", "--help"}
    return own.union(*map(options, below)) if parser.prog != "saidwho" else own


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("demo") / "demo.txt"
    assert cli.main(["demo", "-o", str(out)]) == 0
    return out.read_text(encoding="utf-8")


def test_readme_shows_what_the_demo_prints(demo: str) -> None:
    shown = re.search(r"<!-- demo -->\n```text\n(.*?)\n```\n<!-- /demo -->", README, re.S)
    assert shown is not None
    assert shown[1] in demo, "the demo's output changed: run `make readme`"
    assert "[1]" in shown[1]


def test_readme_result_is_on_the_first_screen() -> None:
    assert README.split("\n").index("<!-- demo -->") < 10


def test_readme_commands_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = read_text("examples/harbour-post.txt")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    (tmp_path / "own.tsv").write_text("\t".join(COLUMNS) + "\nzap\tV\tASSAULT\tdrone\tagent\t\t3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("saidwho ")]
    assert {shlex.split(line)[1] for line in lines} == set(commands())
    for line in lines:
        if line.startswith("saidwho diff"):
            shutil.copy("news.db", "old.db")
        assert cli.main(shlex.split(line, comments=True)[1:]) == 0, line
    capsys.readouterr()
    python = re.search(r"```python\n(.*?)```", README, re.S)
    assert python is not None
    exec(python[1], {})
    assert "ASSAULT" in capsys.readouterr().out


def test_make_targets_named_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        named = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text(encoding="utf-8"), re.M))
        assert named <= targets, path.name


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_every_command_and_option_is_documented_and_no_other() -> None:
    parts = dict(re.findall(r"^## `saidwho (\w+)[^`]*`\n(.*?)(?=^## |\Z)", CLI, re.M | re.S))
    assert set(parts) == set(commands())
    for name, parser in commands().items():
        assert set(re.findall(r"`(-{1,2}[a-z-]+)", parts[name])) - {"-h", "--help"} == options(parser), name
    assert options(cli.build_parser()) == {"--version"}
    assert "`--version`" in CLI


def test_every_field_of_the_record_is_documented() -> None:
    definitions = json.loads(read_text("schema/article.schema.json"))["$defs"]
    parts = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", RECORD, re.M | re.S))
    described = {name for name, rule in definitions.items() if "properties" in rule}
    assert set(parts) == described
    for name in described:
        assert re.findall(r"^\| `(\w+)` \|", parts[name], re.M) == list(definitions[name]["properties"]), name


def test_layers_in_the_design_are_those_that_are_checked() -> None:
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [layer.replace("saidwho.", "") for layer in contracts[0]["layers"]]
    assert "\n".join(layers) in (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    for dependency in project["dependencies"]:
        assert f"`{re.split('[=<>~!]', dependency)[0]}`" in decisions
