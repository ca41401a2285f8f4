"""Do the records of our own looking agree with what they are about: anchors, link checks?"""

from collections.abc import Iterator

from claimed_ground.checks.context import Check, Context
from claimed_ground.fragments.passages import LONGEST_QUOTE, is_same, words
from claimed_ground.problem import Problem, shown

CODES = {
    "anchor-too-long": "An anchor whose words, with those around them, are more than 12.",
    "stale-anchor": "An anchor whose words are not those of its report's fragment: verify the source again.",
    "outcome-without-copy": "A link check that found a copy without its address, or the reverse.",
}
WITH_COPY = frozenset(("archived", "captured"))


def check_ledgers(context: Context) -> Iterator[Problem]:
    """Anchors against reports, then link checks one by one."""
    fragments = {
        (r["claim_id"], r["source_id"], r["place"]): r["fragment"] for r in context.tables["reports"]
    }
    for anchor in context.tables["anchors"]:
        exact = anchor["exact"] or ""
        count = sum(len(words(anchor[name] or "")) for name in ("prefix", "exact", "suffix"))
        if count > LONGEST_QUOTE:
            message = f"{shown(exact)} and the words around it are {count} words; at most {LONGEST_QUOTE}"
            yield context.problem("anchors", anchor, "exact", message, "anchor-too-long")
        fragment = fragments.get((anchor["claim_id"], anchor["source_id"], anchor["place"]), exact)
        if not is_same(exact, fragment or ""):
            message = (
                f"{shown(exact)} is not the report's fragment {shown(fragment)}; verify the source again"
            )
            yield context.problem("anchors", anchor, "exact", message, "stale-anchor")
    for row in context.tables["link_checks"]:
        if bool(row["archive_url"]) != (row["outcome"] in WITH_COPY):
            message = f"{shown(row['outcome'])} and the address of a copy do not go together"
            yield context.problem("link_checks", row, "archive_url", message, "outcome-without-copy")


CHECK = Check("Verifications and link checks", CODES, check_ledgers)
