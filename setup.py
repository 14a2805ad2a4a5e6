"""Puts into the wheel what a checkout has beside the package: the extension's modules, with which the pages draw guides and which
the stage runs, and the rules."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithExtension(build_py):
    """The package, and what the pages use of the extension in its static folder."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # then the checkout's own files are served
        target = Path(self.build_lib, "rutinlots", "static", "extension", "content")
        shutil.rmtree(target, ignore_errors=True)  # what an earlier build left
        shutil.copytree("extension/content", target)
        shutil.copy("extension/messages.js", target.parent)  # the modules import it
        rules = Path(self.build_lib, "rutinlots", "shared_rules")
        shutil.rmtree(rules, ignore_errors=True)
        shutil.copytree("shared_rules", rules)


setup(cmdclass={"build_py": BuildWithExtension})
