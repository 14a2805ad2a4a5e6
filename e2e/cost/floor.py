"""The least that hearing keys costs: an extension that counts them and does nothing else."""

import json
from pathlib import Path

from tools.bundle import BUNDLES

_MANIFEST = {
    "manifest_version": 3,
    "name": "counts keys",
    "version": "1",
    "background": {"service_worker": "worker.js"},
    "content_scripts": [{"matches": ["https://*.freshdesk.com/a/*"], "js": ["content.js"], "run_at": "document_start"}],
}
_COUNTS = "let count = 0;\naddEventListener('keydown', () => { count += 1; }, {capture: true});\n"


def write(folder: Path) -> Path:
    """Such an extension in an empty folder, laid out as ours is. Returns the folder."""
    (folder / "manifest.json").write_text(json.dumps(_MANIFEST), "utf-8")
    (folder / "worker.js").write_text("", "utf-8")
    for name, entry in BUNDLES.items():
        path = folder / entry
        path.parent.mkdir(parents=True)
        path.write_text(_COUNTS if name == "content.js" else "", "utf-8")
    return folder
