"""What axe-core finds on a page, in the frames inside it too."""

from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

IMPACTS = ("critical", "serious", "moderate", "minor")
_RUN = """async (selector) => {
    const around = selector ? { include: selector.split(", ").map((one) => [one]) } : document;
    const { violations } = await axe.run(around, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, html, failureSummary }) => ({
            rule: id,
            impact,
            place: target.flat().join(" >> "),
            html: html.slice(0, 200),
            why: failureSummary.split("\\n").slice(1).join(" ").trim(),
        })));
}"""


@dataclass(frozen=True)
class Finding:
    """One element that breaks one rule.

    Parameters
    ----------
    rule, impact : str
        As axe-core names them.
    place : str
        The element's selector, after those of the frames that lead to it.
    html, why : str
        Its beginning, and what is wrong with it.
    """

    rule: str
    impact: str
    place: str
    html: str
    why: str


def findings(page: Page, selector: str = "") -> list[Finding]:
    """Look at a page, or at the parts of it that are named, in all frames."""
    for frame in page.frames:
        if not frame.evaluate("() => 'axe' in window"):
            frame.evaluate(AXE_SCRIPT)
    return [Finding(**one) for one in page.evaluate(_RUN, selector)]
