"""The page in a real browser: a value that is chosen shows its words."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from saidwho import export
from saidwho.records import Annotation

pytestmark = pytest.mark.browser


@pytest.fixture
def browser() -> Iterator[Any]:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed: the page is not looked at in a browser")
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_chosen_value_shows_its_words(annotation: Annotation, browser: Any, tmp_path: Path, script: bool) -> None:
    path = tmp_path / "page.html"
    path.write_text(export.to_html([annotation]), encoding="utf-8")
    tab = browser.new_context(java_script_enabled=script).new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(path.as_uri())
    tab.locator("a.value", has_text="drone").first.click()
    shown = tab.locator(".ev.on" if script else ".ev:target, .at:target + .ev, .at:target + .at + .ev")
    assert "".join(shown.all_inner_texts()) == "drones"
    assert asked == [path.as_uri()], "the page loads nothing"
