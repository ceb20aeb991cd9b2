"""Run the questions of DABench as goals; see ``goals.py``, whose options it takes.

`python bench/dabench.py --suite FOLDER` (`make dabench`); `--count 40` asks a sample.
"""

from __future__ import annotations

from goals import main
from suites import questions

if __name__ == "__main__":
    main("dabench", questions)
