"""Every example of the page on the JSON API does what the page says, on the real data."""

import json
import re
from typing import Any

import pytest
from checkout import ROOT
from explored import arrive

PAGE = (ROOT / "docs" / "data" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^GET (/explore/\S+)(?: → (\d+))?$", PAGE, re.MULTILINE)
ANSWERS = re.findall(r"^GET (/explore/\S+)\n```\n\n```json\n(.+?)\n```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("address", "status"), EXAMPLES)
def test_an_example_answers(app: Any, address: str, status: str):
    answer = arrive(app, address)
    assert answer.status_code == int(status or 200), answer.text[:300]
    if ".json" in address and "_nl=on" not in address:
        found = answer.json()
        assert found if not status else found["ok"] is False
    else:
        assert len(answer.text.splitlines()) >= 2


@pytest.mark.parametrize(("address", "expected"), ANSWERS)
def test_an_example_gives_what_the_page_shows(app: Any, address: str, expected: str):
    assert arrive(app, address).json() == json.loads(expected)


def test_every_json_example_gives_its_shape():
    assert len(EXAMPLES) >= 15
    assert len(ANSWERS) >= 3
    for address, _ in EXAMPLES:
        assert ".json" not in address or "_shape=" in address
