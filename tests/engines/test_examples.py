"""The examples in Python, as they stand: what they print, and what the notebook shows."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PILES = ["不符合 1", "可能漏了 1", "对得上 1", "没算 5", "资料不够 2", "金额要核对 1"]


def run(*words, **environment):
    """The lines that a script prints."""
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout.splitlines()


class Examples(unittest.TestCase):
    def test_the_notebook_shows_what_it_comes_to(self):
        notebook = json.loads((EXAMPLES / "notebook.ipynb").read_text("utf-8"))
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        self.assertGreaterEqual(len(cells), 4)
        names = {"__name__": "__main__"}
        with contextlib.chdir(ROOT):
            for cell in cells:
                said = io.StringIO()
                with contextlib.redirect_stdout(said):
                    exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
                [shown] = cell["outputs"]
                self.assertEqual(said.getvalue(), "".join(shown["text"]), cell["id"])

    def test_the_query_in_duckdb(self):
        first, *piles = run(EXAMPLES / "query.py")
        self.assertEqual(first, "王家湾村 某甲 4950.00")
        self.assertEqual(sorted(piles), sorted(PILES))

    def test_the_job_in_spark(self):
        with tempfile.TemporaryDirectory() as folder:
            persons = Path(folder, "persons.csv")
            # A table in Spark has its head in the first line.
            persons.write_text((EXAMPLES / "roster.csv").read_text("utf-8").split("\n", 1)[1], "utf-8")
            results = Path(folder, "results")
            words = (EXAMPLES / "job.py", persons, EXAMPLES / "settlements.csv", results)
            lines = run(*words, SPARK_LOCAL_IP="127.0.0.1", PYSPARK_PYTHON=sys.executable)
            self.assertEqual(sorted(lines), sorted(PILES))
            self.assertTrue(list(results.glob("*.parquet")))
