"""Every named query finds something in the real data, with its own example."""

import json

from checkout import ROOT

from claimed_ground.layout import Layout


def test_every_named_query_has_an_answer_and_no_answer_is_empty(built: Layout):
    folder = built.current.site / "downloads" / "queries"
    named = {path.stem for path in (ROOT / "explorer" / "queries").glob("*.sql")}
    answers = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    assert set(answers) == named
    assert [name for name, rows in answers.items() if not rows] == []
