"""The same answers told in every way that `ground add` takes them."""

import json
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from claimed_ground.cli import main
from claimed_ground.cli.interview import USEFUL
from claimed_ground.contributing import Outcome, propose, start
from claimed_ground.contributing.draft import Draft, find_named, spellings
from claimed_ground.contributing.issues import read_issue
from claimed_ground.contributing.naming import NEEDED
from claimed_ground.contributing.near import near_claims, wanted_figure
from claimed_ground.contributing.questions import GROUPS, MORE, QUESTIONS, choices
from claimed_ground.contributing.submission import PARTS, Leaf, Submission, gather, known_fields

Answers = Mapping[str, str]
PAGE, WHO, WHAT, PRINTED, _ = GROUPS
FIGURE = ("qualifier_id", "value", "value_upper", "unit_id")


def as_yaml(answers: list[dict[str, str]]) -> str:
    """A YAML list of submissions, part by part."""
    lines = []
    for one in answers:
        start_of_item = "- "
        for part in PARTS:
            cells = {name.split(".")[1]: cell for name, cell in one.items() if name.startswith(f"{part}.")}
            if cells:
                lines.append(f"{start_of_item}{part}:")
                lines += [
                    f"    {column}: {json.dumps(cell, ensure_ascii=False)}" for column, cell in cells.items()
                ]
                start_of_item = "  "
    return "\n".join(lines) + "\n"


def as_json_lines(answers: list[dict[str, str]]) -> str:
    """One submission a line."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in answers)


def as_issue(root: Path, answers: Answers) -> str:
    """The body that GitHub makes of a filled-in issue form."""
    draft = open_draft(root)
    known = known_fields(draft.package)
    sections = []
    for question in QUESTIONS:
        words = dict(choices(question.name, known[question.name], draft.tables))
        answer = answers.get(question.name, "")
        sections.append(f"### {question.label}\n\n{words.get(answer, answer) or '_No response_'}")
    asked = {question.name for question in QUESTIONS}
    more = [f"{name}: {cell}" for name, cell in answers.items() if name not in asked]
    sections.append(f"### {MORE}\n\n```text\n" + "\n".join(more) + "\n```")
    return "\n\n".join(sections).replace("\n", "\r\n")


def as_event(body: str, number: int = 12) -> str:
    """An `issues` event as GitHub sends it, in what matters here."""
    user = {"login": "octocat", "id": 1, "type": "User"}
    issue = {"number": number, "title": "Figure: ", "body": body, "state": "open", "user": user}
    issue |= {"created_at": "2026-11-22T09:00:00Z", "labels": [{"name": "claim"}, {"name": "add"}]}
    event = {"action": "labeled", "issue": issue, "label": {"name": "add"}, "sender": user}
    return json.dumps(event)


def read_body(draft: Draft, body: str) -> Submission:
    """The submission in an issue's body that is in order."""
    known = known_fields(draft.package)
    tree, problems = read_issue("issue #12", body, known, draft.tables)
    gathered, found = gather(tree, "issue #12", 1, known)
    assert not problems and not found, [*problems, *found]
    return gathered[0]


def open_draft(root: Path) -> Draft:
    """A draft of a checkout that is in order."""
    draft = start(root)
    assert not isinstance(draft, Outcome), draft.problems
    return draft


def submissions(root: Path, answers: list[dict[str, str]]) -> list[Submission]:
    """Answers as `ground add` reads them from a file called x.jsonl."""
    known = known_fields(open_draft(root).package)
    found = []
    for line, one in enumerate(answers, 1):
        gathered, problems = gather({k: Leaf(v, line) for k, v in one.items()}, "x.jsonl", line, known)
        assert not problems
        found += gathered
    return found


def as_conversation(root: Path, answers: list[dict[str, str]]) -> str:
    """What a person types who gives the figures of one page."""
    draft = open_draft(root)
    typed = _page(draft, answers[0])
    for one in answers:
        typed += _figure(draft, one, is_first=one is answers[0])
        propose(draft, submissions(root, [dict(one)])[0])
        typed += ["y", "y" if one is not answers[-1] else "n"]
    return "\n".join(typed) + "\n"


def _page(draft: Draft, one: Answers) -> list[str]:
    typed = [one.get("source.url", "")]
    if draft.source_at(typed[0]):
        return typed
    for question in PAGE.questions[1:]:
        typed += _named(draft, question.name, one)
    return typed


def _named(draft: Draft, name: str, one: Answers) -> list[str]:
    """An answer; after the name of someone new `n`, and what a new one needs."""
    part = {"source.publisher_id": "publisher", "statement.claimant_id": "claimant"}.get(name)
    answer = one.get(name, "")
    if not part or not answer or find_named(spellings(draft, PARTS[part]), answer) is not None:
        return [answer]
    useful = [one.get(f"{part}.{column}", "") for column in USEFUL.get(part, ())]
    return [answer, "n", *(one[f"{part}.{column}"] for column in NEEDED[part]), *useful]


def _figure(draft: Draft, one: Answers, is_first: bool) -> list[str]:
    typed = []
    for question in WHO.questions:
        typed += _named(draft, question.name, one)
    asked = [question.name for question in WHAT.questions if _arises(draft, question.name, one)]
    typed += [one.get(name, "") for name in asked]
    near = _near(draft, one)
    joined = one.get("claim.claim_id") in near
    if near:
        typed.append(str(near.index(one["claim.claim_id"]) + 1) if joined else "n")
    typed += [one.get(q.name, "") for q in PRINTED.questions]
    asked_of_all = {q.name for group in (PAGE, WHO, PRINTED) for q in group.questions} | set(asked)
    left_out = ("claim.", "statement.", "claimant.") if joined else ()
    if not is_first:
        left_out = (*left_out, "source.", "publisher.")
    more = [
        f"{k}: {v}" for k, v in one.items() if k not in asked_of_all and not k.startswith(left_out or "-")
    ]
    return [*typed, *more, ""]


def _arises(draft: Draft, name: str, one: Answers) -> bool:
    kind = draft.get("indicators", one["claim.indicator_id"])["kind"]
    moot = {"report.value_upper"} if one.get("report.qualifier_id") != "between" else set()
    moot |= {"claim.as_of"} if kind == "flow" else {"claim.period_start", "claim.period_end"}
    return name not in moot and (kind != "event" or name != "report.qualifier_id")


def _near(draft: Draft, one: Answers) -> list[str]:
    claim = {name.removeprefix("claim."): cell for name, cell in one.items() if name.startswith("claim.")}
    claim |= {name: one.get(f"report.{name}", "") for name in FIGURE}
    claimant = find_named(spellings(draft, "claimants"), one["statement.claimant_id"]) or ""
    said = {
        name.split(".")[1]: cell for name, cell in one.items() if name.startswith(("source.", "statement."))
    }
    wanted = wanted_figure(draft, claim, claimant, said)
    return [near.claim_id for near in near_claims(draft, wanted)]


def added(root: Path, *answers: dict[str, str], options: tuple[str, ...] = ()) -> Result:
    """What `ground add` does with answers given as JSON lines."""
    lines = as_json_lines(list(answers))
    return CliRunner().invoke(main, ["--root", str(root), "add", "--as", "jsonl", "-", *options], input=lines)


def talked(root: Path, *typed: str) -> Result:
    """What a conversation ends in where someone types these lines."""
    return CliRunner().invoke(main, ["--root", str(root), "add"], input="\n".join(typed) + "\n")
