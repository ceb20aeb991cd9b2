import json
import re

text = open("report.md").read()
figures = {**json.load(open("level.json")), **json.load(open("change.json"))}
stated = [float(n.replace(",", "")) for n in re.findall(r"-?\d[\d,]*(?:\.\d+)?", text)]
missing = [
    name
    for name, value in figures.items()
    if not any(abs(abs(s) - abs(float(value))) <= 0.51 for s in stated)
]
known = [abs(float(v)) for v in figures.values()] + [1871, 1970, 1898, 1899, 100, 10, 8]
strange = [s for s in stated if s > 300 and min(abs(s - k) for k in known) > 0.51]
print(f"{len(figures) - len(missing)} of {len(figures)} figures appear in report.md")
if missing:
    raise SystemExit("missing from the report: " + ", ".join(missing))
if strange:
    raise SystemExit(f"figures in the report that are in neither file: {strange}")
