import csv
import json
import statistics

rows = [(int(r["year"]), float(r["volume"])) for r in csv.DictReader(open("nile.csv"))]
low, high = min(rows, key=lambda r: r[1]), max(rows, key=lambda r: r[1])
right = {
    "mean": statistics.mean(v for _, v in rows),
    "lowest_year": low[0],
    "lowest_volume": low[1],
    "highest_year": high[0],
    "highest_volume": high[1],
}
given = json.load(open("level.json"))
wrong = [k for k in right if k not in given or abs(float(given[k]) - right[k]) > 0.01]
print(f"{len(right) - len(wrong)} of {len(right)} figures in level.json agree with the data")
if wrong:
    raise SystemExit("missing, or different from the data: " + ", ".join(wrong))
