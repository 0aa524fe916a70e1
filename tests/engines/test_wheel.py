"""What the wheel holds, and what it says of itself to those who find it."""

from __future__ import annotations

import re
import unittest
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "pkg-config/python/jiuzhu"


class Wheel(unittest.TestCase):
    def test_it_holds_the_package_the_packs_and_nothing_else(self):
        names = [name for name in map(str, metadata.files("jiuzhu")) if "__pycache__" not in name]
        own = sorted(name.removeprefix("jiuzhu/") for name in names if name.startswith("jiuzhu/"))
        packs = [name for name in own if name.startswith("packs/")]
        for name in packs:
            self.assertRegex(name, r"^packs/[\w-]+\.[0-9a-f]{8}\.pack$")
        self.assertGreater(len(packs), 60)
        source = sorted(file.name for file in SOURCE.iterdir() if file.suffix in (".py", ".pyi") or file.name == "py.typed")
        self.assertEqual([name for name in own if name not in packs], sorted([*source, "_native.abi3.so"]))
        about = {name.split("/", 1)[1] for name in names if ".dist-info/" in name}
        made = {"METADATA", "WHEEL", "RECORD", "licenses/LICENSE", "sboms/jiuzhu-python.cyclonedx.json"}
        # Written by whoever installs.
        self.assertEqual(about - {"INSTALLER", "REQUESTED", "direct_url.json"}, made)

    def test_it_says_all_that_is_looked_for(self):
        said = metadata.metadata("jiuzhu")
        cargo = (ROOT / "Cargo.toml").read_text("utf-8")
        self.assertEqual(said["Version"], re.search(r'^version = "(.*)"$', cargo, re.M)[1])
        self.assertEqual((said["License-Expression"], said["Requires-Python"]), ("Apache-2.0 OR MIT", ">=3.9"))
        self.assertEqual(said.get_all("Requires-Dist"), None)
        self.assertEqual(len(said.get_all("Project-URL")), 1)
        self.assertTrue(said["Summary"] and said["Keywords"] and said["Description-Content-Type"].startswith("text/markdown"))
