"""The demo runs to its end and leaves real files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl

DEMO = Path(__file__).with_name("demo.py")
REAL = DEMO.parent.parent.parent / "shared" / "data" / "affiliate-creator.json"


def test_the_demo_does_the_main_job_and_says_how_to_connect(tmp_path):
    real = ["--document", str(REAL)] if REAL.exists() else []
    command = [sys.executable, str(DEMO), "--output", str(tmp_path), *real]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "tools on the sandbox" in done.stdout
    assert "100 %  completed" in done.stdout
    assert "would have cost" in done.stdout
    assert "claude mcp add" in done.stdout
    assert '"mcpServers"' in done.stdout
    assert done.stdout.count("1 creator accepted") == 1 + bool(real)
    (workbook,) = tmp_path.glob("files/*.xlsx")
    assert openpyxl.load_workbook(workbook).active.max_row > 5
    reports = [path.read_text(encoding="utf-8") for path in tmp_path.glob("files/*-report.html")]
    assert len(reports) == 2
    assert all(page.startswith("<!doctype html>") and "data:image/svg+xml" in page for page in reports)
    assert "Open the report in a browser" in done.stdout
