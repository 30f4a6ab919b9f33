"""The HTML report as its readers have it: in a real browser, from a file, without a network."""

import time

import pytest
from msgspec.structs import replace

HOSTILE = "</script><script>window.owned=1</script>\"'><img src=x onerror=window.owned=1>{{script}}&amp;\u202egnp"


def names(page):
    return page.locator("#list .name").all_inner_texts()


def boxes(page, state):
    return page.locator(f".picture .node.{state} text.main").all_text_contents()


def test_the_overview_counts_what_was_found(opened, orders):
    page = opened(orders)
    assert page.inner_text("#summary") == "4 functions: 5 errors, 4 warnings, 0 notes"
    assert names(page) == ["CreateOrder", "ExpireOrders", "FulfilOrder", "GetOrders"]
    assert page.locator("main table tbody tr").count() == 6
    assert "session policies" in page.inner_text("main")


def test_over_grants_and_missing_grants_are_seen_in_the_graph(opened, orders):
    page = opened(orders, "#f2")
    assert page.inner_text("main h2") == "FulfilOrder"
    assert boxes(page, "missing") == ["sns:Publish"]
    assert boxes(page, "unneeded") == ["s3:GetObject"]
    shown = [node.get_attribute("aria-label") for node in page.locator(".picture .node").all()]
    assert "handler app.handler" in shown
    assert any(text.startswith("call sns.Publish at functions/fulfil_order/app.py:30") for text in shown)


def test_every_needed_action_is_reached_from_the_handler(opened, orders):
    page = opened(orders, "#f3")
    edges = [
        (path.get_attribute("data-start"), path.get_attribute("data-end")) for path in page.locator("path.edge").all()
    ]
    reached = {page.locator(".node.handler").get_attribute("data-node")}
    for _ in edges:
        reached |= {end for start, end in edges if start in reached}
    drawn = {
        node.get_attribute("data-node"): node.locator("text").first.text_content()
        for node in page.locator(".node.action.granted").all()
    }
    by_code = {index for index, text in drawn.items() if text.startswith("dynamodb:")}
    assert by_code
    assert by_code <= reached


def test_boxes_do_not_overlap_and_stay_inside(opened, orders):
    page = opened(orders, "#f0")
    found = page.evaluate("""[...document.querySelectorAll('.picture .node rect')].map((r) => r.getBBox())
        .map((b) => [b.x, b.y, b.width, b.height])""")
    width, height = page.evaluate(
        """(() => { const b = document.querySelector('.picture svg').viewBox.baseVal; return [b.width, b.height]; })()"""
    )
    assert len(found) > 10
    for at, (x, y, w, h) in enumerate(found):
        assert x >= 0
        assert x + w <= width
        assert y + h <= height
        for x2, y2, w2, h2 in found[at + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_text_stays_inside_its_box(opened, orders):
    page = opened(orders, "#f0")
    over = page.evaluate("""[...document.querySelectorAll('.picture .node')].flatMap((node) => {
        const box = node.querySelector('rect').getBBox();
        return [...node.querySelectorAll('text')].filter((t) => t.getBBox().x + t.getBBox().width > box.x + box.width)
          .map((t) => t.textContent); })""")
    assert over == []


def test_policies_stand_side_by_side(opened, orders):
    page = opened(orders, "#f2")
    declared = page.locator("section[aria-label='Declared policy']")
    assert declared.locator("li.unneeded").all_inner_texts() == ["s3:GetObjectnot needed"]
    minimal = page.locator("section[aria-label='Minimal policy']")
    assert minimal.locator("li.added").all_inner_texts() == ["sns:Publishnot granted today"]
    assert "- !Ref OrderEvents" in minimal.locator("pre").text_content()
    left, right = declared.bounding_box(), minimal.bounding_box()
    assert left["x"] + left["width"] <= right["x"]


@pytest.mark.parametrize(
    ("control", "value", "left"),
    [
        ("#search", "sns:publish", ["FulfilOrder"]),
        ("#search", "GETORDERS template", ["GetOrders"]),
        ("#search", "no such thing", []),
        ("#rule", "wide-resource", ["ExpireOrders", "GetOrders"]),
        ("#category", "missing", ["FulfilOrder", "GetOrders"]),
        ("#function", "CreateOrder", ["CreateOrder"]),
        ("#dialect", "sam", ["CreateOrder", "ExpireOrders", "FulfilOrder", "GetOrders"]),
    ],
)
def test_a_filter_leaves_what_it_asks_for(opened, orders, control, value, left):
    page = opened(orders)
    if control == "#search":
        page.fill(control, value)
    else:
        page.select_option(control, label=value)
    assert names(page) == left
    page.click("button[type=reset]")
    rows = page.locator("#list li")
    rows.nth(3).wait_for()  # no script of ours waits for it: the page's own policy forbids to evaluate one
    assert rows.count() == 4


def test_levels_filter_functions_and_findings(opened, orders):
    page = opened(orders, "#f3")
    page.get_by_text("warnings", exact=True).first.click()
    assert names(page) == ["CreateOrder", "ExpireOrders", "GetOrders"]
    assert page.locator(".finding .level").all_inner_texts() == ["warning"]
    assert "2 more behind the filters" in page.inner_text("main")


def test_the_keyboard_is_enough(opened, orders):
    page = opened(orders)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("order")
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.innerText").startswith("ExpireOrders")
    page.keyboard.press("Enter")
    assert page.inner_text("main h2") == "ExpireOrders"
    assert page.evaluate("document.activeElement.id") == "view"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.innerText").startswith("ExpireOrders")
    page.keyboard.press("Escape")
    assert page.inner_text("main h2") == "Overview"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("1")
    assert names(page) == ["CreateOrder", "FulfilOrder", "GetOrders"]


def test_a_rule_tells_its_page(opened, orders):
    page = opened(orders, "#f2")
    page.click(".finding .link >> text=unused-action")
    assert "What it does" in page.inner_text("#rule-text")


def test_names_are_shown_and_not_read(opened, orders):
    hostile = []
    for one in orders.functions:
        declaration = replace(one.entry.declaration, id=HOSTILE, template=HOSTILE, runtime=HOSTILE, handler=HOSTILE)
        role = replace(one.entry.role, id=HOSTILE)
        found = tuple(
            replace(each, message=HOSTILE, grant=HOSTILE, actions=(HOSTILE,), resources=(HOSTILE,))
            for each in one.findings
        )
        hostile.append(replace(one, entry=replace(one.entry, declaration=declaration, role=role), findings=found))
    page = opened(replace(orders, functions=tuple(hostile)), "#f0")
    assert page.evaluate("window.owned") is None
    assert page.locator("img").count() == 0
    shown = HOSTILE.replace("\u202e", "\\u202e")
    assert page.inner_text("main h2") == shown
    assert page.locator(".finding p").first.inner_text() == shown


def test_nothing_but_its_own_program_runs(opened, orders):
    page = opened(orders)
    page.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1'; document.body.append(s); }"""
    )
    assert page.evaluate("window.owned") is None
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    opened.complaints.clear()  # the browser tells that it refused the script


def test_five_hundred_functions(opened, many):
    page = opened(many)
    assert page.locator("#list li").count() == 500
    started = time.perf_counter()
    page.fill("#search", "function499")
    assert names(page) == ["Function499"]
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.inner_text("main h2") == "Function499"
    assert time.perf_counter() - started < 3
    assert page.locator(".picture .node").count() > 5
    page.fill("#search", "team-07")
    assert len(names(page)) == 25


def contrast(page, selector):
    return page.evaluate(
        """(selector) => {
        const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
        const light = (rgb) => { const [r, g, b] = rgb.map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const node = document.querySelector(selector);
        let behind = node, paper = [0, 0, 0, 0];
        while (behind && (paper.length === 4 && paper[3] === 0)) { paper = parse(getComputedStyle(behind).backgroundColor); behind = behind.parentElement; }
        const [a, b] = [light(parse(getComputedStyle(node).color).slice(0, 3)), light(paper.slice(0, 3))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }""",
        selector,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_light_and_dark(opened, orders, scheme):
    page = opened(orders, "#f3", color_scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 30)")
    for selector in ("main h2", ".facts", ".finding.error .level", ".finding.warning .level", ".count.error",
                     ".count.warning", ".places", ".link", "#list .where", "li.unneeded .mark", "h3 small"):  # fmt: skip
        assert contrast(page, selector) >= 4.5, selector


def test_a_narrow_window_needs_no_sideways_scrolling(opened, orders):
    page = opened(orders, "#f3", viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_everything_that_takes_the_focus_has_a_name(opened, orders):
    page = opened(orders, "#f3")
    bare = page.evaluate("""[...document.querySelectorAll('a, button, input, select, [tabindex="0"]')].filter((node) =>
        !(node.getAttribute('aria-label') || node.getAttribute('aria-labelledby') || node.textContent || node.labels?.length)).map((node) => node.outerHTML)""")
    assert bare == []
    assert page.locator("header, nav, main").count() == 3
    assert page.locator("h1").count() == 1
