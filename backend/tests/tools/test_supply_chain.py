"""What the server is made of, and what is known against it."""

import json
import re
from pathlib import Path

from tools import sbom, vulnerabilities

ROOT = Path(__file__).parents[3]


def test_the_bill_of_materials_names_every_locked_package_with_its_hashes(tmp_path: Path):
    target = tmp_path / "build" / "sbom.json"
    count = sbom.write(target)
    bill = json.loads(target.read_text("utf-8"))
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.M))
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "rutinlots"
    assert {each["name"]: each["version"] for each in bill["components"]} == locked
    assert count == len(locked)
    assert all(each["purl"].startswith("pkg:pypi/") for each in bill["components"])
    assert all(each["externalReferences"][0]["hashes"] for each in bill["components"])


def test_the_server_is_locked_with_its_postgresql_driver():
    assert re.search(r"^psycopg==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)


REPORT = {
    "dependencies": [
        {"name": "flask", "version": "1.0", "vulns": [{"id": "P-1", "fix_versions": ["1.1"]}, {"id": "X-2", "fix_versions": []}]},
        {"name": "pyyaml", "version": "6.0.3", "vulns": []},
        {"name": "own", "skip_reason": "not found"},
    ]
}


def test_vulnerabilities_are_told_with_what_mends_them():
    assert list(vulnerabilities.findings(REPORT)) == ["flask 1.0: P-1, mended in 1.1", "flask 1.0: X-2, mended in no version yet"]
    assert vulnerabilities.skipped(REPORT) == ["own: not found"]
    assert vulnerabilities.summary(REPORT) == "2 of 3 packages looked up, 2 known vulnerabilities."


def test_where_nothing_was_looked_up_it_isnt_said_that_nothing_was_found():
    unreached = {"dependencies": [{"name": "flask", "skip_reason": "not found"}]}
    assert vulnerabilities.summary(unreached).endswith("so nothing is known. Is there a network?")
    assert "0 known" not in vulnerabilities.summary(unreached)


def test_ways_to_report_a_fault_are_told():
    told = (ROOT / "SECURITY.md").read_text("utf-8")
    assert "Report" in told
    assert "docs/security.md" in told
