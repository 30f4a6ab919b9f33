"""A browser that opens pages from files, and notes everything that goes wrong in them."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from analyzer.pipeline import Options, scan
from analyzer.reports import render

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """A browser without a window."""
    if CHROMIUM is None:
        pytest.skip("no chromium is installed: the HTML report is not opened")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def orders():
    """The report on the sample application."""
    return scan((str(ROOT / "corpus/apps/orders"),), Options(cache=False))


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a report's page; a test fails at its end where the page complained or asked for anything."""
    pages, troubles, requests = [], [], []

    def show(report, fragment="", **settings):
        file = tmp_path / "report.html"
        file.write_bytes(render(report, "html").encode("utf-8", "backslashreplace"))
        page = browser.new_page(**{"viewport": {"width": 1280, "height": 800}, **settings})
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"file://{file}{fragment}")
        pages.append(page)
        return page

    show.complaints = troubles
    yield show
    for page in pages:
        page.close()
    assert troubles == []
    assert all(url.startswith("file://") and url.partition("#")[0].endswith("/report.html") for url in requests)
    assert len(requests) == len(pages)


@pytest.fixture
def many(orders):
    """Five hundred functions, each with a name and a template of its own."""
    found = []
    for number in range(500):
        one = orders.functions[number % len(orders.functions)]
        place = f"services/team-{number % 20:02}/template.yaml"
        declaration = replace(one.entry.declaration, id=f"Function{number:03}", template=place)
        found.append(replace(one, entry=replace(one.entry, declaration=declaration)))
    return replace(orders, functions=tuple(found))
