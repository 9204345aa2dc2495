"""What the head of a government has to decide, in sentences: cases that wait or are late, and who has not signed."""

from dashboard.figures.wording import as_number
from dashboard.i18n import Text
from dashboard.overview import Overview

WAITING, OVERDUE, AGENCIES = "#waiting", "#overdue", "#agencies"
"""Where on the first page it is told at length."""


def decisions_said(found: Overview, text: Text) -> list[tuple[str, str]]:
    """Each sentence with where it leads."""
    return [*cases_said(found, text), *signing_said(found, text)]


def cases_said(found: Overview, text: Text) -> list[tuple[str, str]]:
    """What of the cases waits, each sentence with where it leads."""
    work = found.casework
    waiting, late = work.waiting, work.overdue
    if work.cases.empty:
        return [(text("home-cases-unknown"), "")]
    lines = [(text("home-waiting-none", cases=len(work.cases)), "")]
    if not waiting.empty:
        longest = text("n-days", n=int(waiting["waits_days"].iloc[0]))
        governments = text("n-governments", n=waiting["region_code"].nunique())
        told: dict[str, str | int] = {"n": len(waiting), "days": longest, "governments": governments}
        message = "home-waiting" if len(found.region) > 2 else "home-waiting-area"
        lines = [(text(message, **told), WAITING)]
    return [*lines, (text("home-overdue", n=late), OVERDUE)] if late else lines


def signing_said(found: Overview, text: Text) -> list[tuple[str, str]]:
    """Who has not signed, each sentence with where it leads."""
    agencies, row, lines = found.agencies, found.figure("pact_signing_rate", "%", found.region), []
    if row and as_number(row["denominator"]):
        left = float(row["denominator"]) - float(row["numerator"])
        told = {"n": text.number(left), "all": text.number(row["denominator"]), "date": text.date(row["as_of"])}
        lines.append((text("home-unsigned" if left else "home-all-signed", **told), AGENCIES))
    if len(agencies):
        open_ = agencies["value"] < agencies["base"]
        message = "home-agencies" if len(found.region) > 2 else "home-agencies-own"
        lines.append((text(message, n=int(open_.sum()), all=len(agencies)), AGENCIES))
    return lines or [(text("home-signing-unknown"), "")]
