import csv
import json
import statistics

rows = [(int(r["year"]), float(r["volume"])) for r in csv.DictReader(open("nile.csv"))]
before = statistics.mean(v for y, v in rows if y < 1899)
since = statistics.mean(v for y, v in rows if y >= 1899)
right = {"mean_before_1899": before, "mean_since_1899": since, "difference": since - before}
given = json.load(open("change.json"))
wrong = [k for k in right if k not in given or abs(float(given[k]) - right[k]) > 0.01]
print(f"{len(right) - len(wrong)} of {len(right)} figures in change.json agree with the data")
if wrong:
    raise SystemExit("missing, or different from the data: " + ", ".join(wrong))
