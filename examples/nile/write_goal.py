"""Write goal.json from the text below and the scripts in checks/."""

import json
from pathlib import Path

HERE = Path(__file__).parent
TEXT = """\
nile.csv holds the yearly flow of the Nile at Aswan: the columns year and volume (in 10^8 cubic \
metres), 1871 to 1970.
- level.json: a JSON object computed from nile.csv: mean (the mean volume), lowest_volume (the \
smallest volume), lowest_year (the year that had the smallest volume), highest_volume (the \
greatest volume), highest_year (the year that had the greatest volume).
- change.json: a JSON object computed from nile.csv: mean_before_1899 (the mean volume of the \
years before 1899), mean_since_1899 (the mean volume of the years from 1899 on), difference \
(mean_since_1899 minus mean_before_1899).
- report.md: a report of one page in Markdown for general readers, with a title, that states every \
figure of level.json and change.json and says in words what they mean."""


def run_check(name: str, says: str) -> dict:
    code = (HERE / "checks" / f"{name}.py").read_text(encoding="utf-8")
    return {"kind": "run", "says": says, "code": code}


GOAL = {
    "text": TEXT,
    "inputs": ["nile.csv"],
    "deliverable": {"kind": "markdown"},
    "limits": {"calls": 60, "tokens": 150_000, "seconds": 1800},
    "checks": [
        run_check("level", "level.json holds the five figures, as recomputed from nile.csv"),
        run_check("change", "change.json holds the three figures, as recomputed from nile.csv"),
        run_check("report", "report.md states every figure of both files and no other"),
        {
            "kind": "count",
            "says": "report.md has 80 to 500 words",
            "path": "report.md",
            "of": "words",
            "at_least": 80,
            "at_most": 500,
        },
        {
            "kind": "regex",
            "says": "report.md has a title",
            "path": "report.md",
            "pattern": r"^#\s+\S+",
        },
    ],
}

if __name__ == "__main__":
    text = json.dumps(GOAL, indent=2, ensure_ascii=False) + "\n"
    (HERE / "goal.json").write_text(text, encoding="utf-8")
