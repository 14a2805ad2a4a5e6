"""Another site's page, open in the agent's browser."""

from tools.attack.target import Outcome, serving


def foreign_page() -> Outcome:
    """400 requests from another site's page."""
    with serving() as target:
        statuses = [target.ask("GET", "/api/v1/snippets?q=x", headers={"Sec-Fetch-Site": "cross-site"})[0] for _ in range(400)]
        waits = [target.check(5) for _ in range(3)]
        return f"{statuses.count(200)} answered, then a check: {min(waits):.2f} s (5: refused)", statuses.count(200) == 0
