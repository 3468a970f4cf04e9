"""`saidwho run` and `saidwho merge` from outside: what is printed, exit codes, and what a killed run leaves behind."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from saidwho import cli
from saidwho.storage import open_store

Capture = pytest.CaptureFixture[str]
REPORT = "News of day {n}\n\nGunmen attacked a market in Nairobi on Monday and killed {n} people, police said."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(3, 7):
        (folder / f"{n}.txt").write_text(REPORT.format(n=n), encoding="utf-8")
    return folder


def test_run_and_run_again(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    store = str(tmp_path / "news.db")
    assert cli.main(["run", str(reports), "-o", store, "--published", "2031-05-06"]) == 0
    out = capsys.readouterr()
    first, second = out.out.splitlines()
    assert first.startswith(f"{store}: 4 articles coded in ")
    assert "a second)" in first
    assert "from 4 articles" in second
    assert out.err == "", "no bar where there is no terminal"
    assert cli.main(["run", str(reports), "-o", store, "--published", "2031-05-06"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "0 articles coded, 4 already there" in line
    assert cli.main(["merge", store]) == 0
    assert "from 4 articles" in capsys.readouterr().out
    assert cli.main(["run", str(reports), "-o", store, "--no-merge"]) == 0, "another day is another report"
    assert "events" not in capsys.readouterr().out
    with open_store(store) as opened:
        assert opened.articles().num_rows == 8


def test_failures_by_reason(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    (reports / "a.txt").write_bytes(b"")
    (reports / "b.txt").write_bytes(b"%PDF-1.7")
    (reports / "c.txt").write_bytes(b"%PDF-1.7 and more")
    assert cli.main(["run", str(reports), "-o", str(tmp_path / "news.db"), "--no-merge"]) == 1
    out = capsys.readouterr()
    assert "4 articles coded, 3 failed" in out.out
    assert [line.split()[:2] for line in out.err.splitlines()[:2]] == [["NotText", "2,"], ["EmptyText", "1,"]]
    assert "table `failure`" in out.err


def test_dry_run_shows_the_mapping_and_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    table = tmp_path / "news.csv"
    table.write_text('day,body,paper\n04/05/2031,"Police shot two men in Velk.",Harbour Post\n', encoding="utf-8")
    store = tmp_path / "news.db"
    arguments = ["run", str(table), "-o", str(store), "--map", "text=body,outlet=paper,published=day"]
    assert cli.main([*arguments, "--date-format", "%d/%m/%Y", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "would code 1 of 1 document." in out
    assert "outlet Harbour Post, published 2031-05-04, 6 words: Police shot" in out
    assert cli.main([*arguments, "--dry-run"]) == 1
    assert "could be two days" in capsys.readouterr().err
    assert cli.main([*arguments[:4], "--map", "text=body", "--dry-run"]) == 0
    assert "None of them has a day of publication" in capsys.readouterr().err
    assert not store.exists()


def test_wrong_use_is_2_with_one_line(reports: Path, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "other.txt"
    other.write_text("not a store", encoding="utf-8")
    for arguments in (
        ["run", str(reports), "-o", str(other)],
        ["run", str(reports), "-o", str(tmp_path / "no" / "news.db")],
        ["run", str(reports), "-o", "oracle://host/name"],
        ["run", str(reports), "-o", str(tmp_path / "news.db"), "--map", "words=body"],
        ["run", str(reports), "-o", str(tmp_path / "news.db"), "--parser", "no_such_model"],
        ["merge", str(tmp_path / "missing.db")],
        ["merge", str(other)],
    ):
        assert cli.main(arguments) == 2, arguments
        err = capsys.readouterr().err
        assert len(err.splitlines()) == 1, err
        assert "Traceback" not in err
    for wrong in (["run", str(reports)], ["run", "-o", "x"], ["run", str(reports), "-o", "x", "--jobs", "0"]):
        with pytest.raises(SystemExit) as raised:
            cli.main(wrong)
        assert raised.value.code == 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli.main(["run", str(reports), "-o", str(tmp_path / "news.db"), "--no-merge"]) == 0
    shown = terminal.getvalue()
    assert re.search(r"\d coded", shown)
    assert "/s" in shown
    assert "left" in shown


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "saidwho.cli", *arguments]
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )


def wait_until(true: Callable[[], bool], process: "subprocess.Popen[bytes] | None" = None) -> None:
    end = time.monotonic() + 90
    while not true():
        if process is not None and process.poll() is not None:
            raise AssertionError((process.returncode, *process.communicate()))
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)


def written(store: Path) -> int:
    try:
        with open_store(store) as opened:
            return opened.articles().num_rows
    except Exception:
        return 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc to see the processes of a run")
def test_killed_while_others_look_on(tmp_path: Path, capsys: Capture) -> None:
    source, store = tmp_path / "news.jsonl", tmp_path / "news.db"
    with source.open("w", encoding="utf-8") as file:
        for n in range(2, 3000):
            file.write(json.dumps({"text": REPORT.format(n=n), "date": "2031-05-06"}) + "\n")
    with start("run", str(source), "-o", str(store), "--jobs", "2") as process:
        wait_until(lambda: written(store) >= 50, process)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        assert len(children) >= 2
        assert cli.main(["run", str(source), "-o", str(store)]) == 2
        assert f"StoreBusy: '{store}' is being written by process {process.pid}" in capsys.readouterr().err
        assert cli.main(["merge", str(store)]) == 2
        assert "StoreBusy" in capsys.readouterr().err
        before = written(store)
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda: not any(Path(f"/proc/{child}/exe").exists() for child in children))
    kept = written(store)
    assert kept >= before
    with start("run", str(source), "-o", str(store), "--no-merge") as process:
        wait_until(lambda: written(store) > kept, process)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert b"Interrupted: the same command goes on from here." in err
        assert f"{kept:,} already there".encode() in err
        assert b"Traceback" not in err
    kept = written(store)
    with start("run", str(source), "-o", str(store), "--no-merge", "--jobs", "2") as process:
        wait_until(lambda: written(store) > kept, process)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        assert b"Interrupted: the same command goes on from here." in err
    with open_store(store) as opened:
        assert opened.runs().column("status").to_pylist() == ["killed", "interrupted", "interrupted"]
        ids = opened.articles().column("id").to_pylist()
        assert len(ids) == len(set(ids)) == len(list(opened.annotations()))
