"""The command line from outside: exit codes, streams, formats, bad input."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from saidwho import cli

REPORT = """Guards hurt in Portava

PORTAVA, May 4 (Harbour Post) - Gunmen attacked the ministry of defence in Portava on Sunday, police said.

Two guards were killed in the attack, the police said in a statement.
"""


Capture = pytest.CaptureFixture[str]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_text_to_the_terminal(report: Path, capsys: Capture) -> None:
    assert cli.main(["code", str(report), "--published", "2031-05-04", "--outlet", "Harbour Post"]) == 0
    out = capsys.readouterr()
    assert "Harbour Post · published 2031-05-04" in out.out
    assert "\x1b[" not in out.out
    assert out.err == ""


def test_a_bad_file_is_a_row_and_the_run_goes_on(report: Path, tmp_path: Path, capsys: Capture) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    pdf = tmp_path / "pdf.txt"
    pdf.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x00")
    missing = tmp_path / "missing.txt"
    sources = [str(p) for p in (empty, pdf, missing, report)]
    assert cli.main(["code", *sources, "--format", "jsonl"]) == 1
    out = capsys.readouterr()
    rows = [json.loads(line) for line in out.out.splitlines()]
    assert [r["schema"] for r in rows] == ["saidwho.failure/1"] * 3 + ["saidwho.article/1"]
    assert [r["reason"] for r in rows[:3]] == ["EmptyText", "NotText", "UnreadableSource"]
    assert len(out.err.splitlines()) == 3
    assert "Traceback" not in out.err
    assert cli.main(["code", *sources]) == 1
    out = capsys.readouterr()
    assert "Guards hurt in Portava" in out.out
    assert "not coded" not in out.out
    assert len(out.err.splitlines()) == 3


def test_json_comes_record_by_record(report: Path, tmp_path: Path, capsys: Capture) -> None:
    empty = tmp_path / "nothing.txt"
    empty.write_text(" \n", encoding="utf-8")
    assert cli.main(["code", str(report), str(empty), "--format", "json"]) == 1
    text = capsys.readouterr().out
    one, failed = json.loads(text)
    assert failed["reason"] == "EmptyText" and one["events"]
    assert text == json.dumps([one, failed], indent=2, ensure_ascii=False) + "\n"


def test_processes_give_the_same_records(report: Path, tmp_path: Path, capsys: Capture) -> None:
    other, empty = tmp_path / "other.txt", tmp_path / "nothing.txt"
    other.write_text(REPORT.replace("Two", "Three"), encoding="utf-8")
    empty.write_text(" \n", encoding="utf-8")
    command = ["code", str(empty), str(report), str(tmp_path / "gone.txt"), str(other), "--format", "jsonl"]
    outputs = []
    for jobs in ("1", "2"):
        assert cli.main([*command, "--jobs", jobs]) == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] and len(outputs[0].splitlines()) == 4


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_check_proves_what_code_writes(report: Path, tmp_path: Path, form: str, capsys: Capture) -> None:
    out = tmp_path / "out"
    assert cli.main(["code", str(report), "--format", form, "-o", str(out)]) == 0
    assert cli.main(["check", str(out)]) == 0
    assert "1 record proved, 0 problems" in capsys.readouterr().out
    out.write_text(out.read_text(encoding="utf-8").replace("Two guards", "Ten guards", 1), encoding="utf-8")
    assert cli.main(["check", str(out)]) == 1
    assert "the record says" in capsys.readouterr().out


def test_csv_and_page(report: Path, capsys: Capture) -> None:
    assert cli.main(["code", str(report), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["type"] == "ASSAULT"
    assert cli.main(["code", str(report), "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize(
    "arguments",
    [
        ["code", "x.txt", "--published", "yesterday"],
        ["code", "x.txt", "--parser", "no_such_model"],
        ["code", "x.txt", "--codebook", "no_such_file.tsv"],
        ["code", "x.txt", "-o", "no/such/folder/out.txt"],
        ["check", "no_such_file.jsonl"],
        [],
    ],
)
def test_wrong_use_is_2_with_one_line(arguments: list[str], capsys: Capture) -> None:
    assert cli.main(arguments) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert len(err.splitlines()) == (1 if arguments else 0)


@pytest.mark.parametrize("arguments", [["code"], ["code", "x", "--format", "xml"], ["dance"]])
def test_usage_errors_are_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        cli.main(arguments)
    assert raised.value.code == 2


def test_check_of_something_else(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.jsonl"
    for content in (b"", b"not json\n", b"\xff\xfe\x00", b"[[1]]", b"{}"):
        path.write_bytes(content)
        assert cli.main(["check", str(path)]) == 1
        assert "Traceback" not in capsys.readouterr().err


def test_schema_types_and_version(capsys: Capture) -> None:
    assert cli.main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "saidwho.article/1"
    assert cli.main(["types"]) == 0
    assert "ASSAULT" in capsys.readouterr().out
    assert cli.main(["--version"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines][:3] == ["saidwho", "codebook", "parser"]


def test_a_failed_run_leaves_an_older_result_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("older", encoding="utf-8")
    assert cli.main(["code", "x.txt", "--parser", "no_such_model", "-o", str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "older"


def _start(*arguments: str, **streams: int) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "saidwho.cli", *arguments]
    return subprocess.Popen(command, env=environment, preexec_fn=_interruptible, **streams)  # type: ignore[call-overload, no-any-return]


def _interruptible() -> None:
    """A shell's background job ignores interruptions, and its children with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_standard_input_and_a_terminal_of_another_encoding() -> None:
    process = _start("code", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(REPORT.encode())
    assert process.returncode == 0, err
    assert "“" in out.decode("utf-8")
    assert err == b""


def test_a_closed_pipe_is_quiet() -> None:
    with _start("demo", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""


def _wait_until_idle(pid: int) -> None:
    """Until a process has used no processor time for a second: everything is imported and it waits for its input."""
    used, still = -1, 0
    for _ in range(240):
        time.sleep(0.25)
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        now = int(fields[11]) + int(fields[12])
        still = still + 1 if now == used and now > 50 else 0
        used = now
        if still == 4:
            return


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks the kernel whether the process waits")
def test_interrupted_is_quiet_with_130() -> None:
    process = _start("code", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _wait_until_idle(process.pid)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == b""


@pytest.mark.parametrize(("options", "read"), [([], True), (["--model", "none"], False)])
def test_the_record_says_what_attributed(
    options: list[str], read: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "report.txt").write_bytes(REPORT.encode())
    assert cli.main(["code", str(tmp_path / "report.txt"), "--format", "jsonl", *options]) == 0
    assert json.loads(capsys.readouterr().out)["made_by"]["model"].partition("@")[1] == ("@" if read else "")
