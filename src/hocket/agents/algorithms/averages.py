"""What many measured values have in common."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

AVERAGES = (
    Algorithm(
        "median and mode",
        r"medians?|modal values?|modes?(?=.*\b(?:means?|most (?:common|frequent|often)"
        r"|averages?)\b)|(?:mean|averages?)(?=.*\bmodes?\b)"
        r"|middle value|half (?:of them )?(?:are )?(?:below|above)",
        r"mean|frequent",
        "Write middle.py with mean(values), median(values) and mode(values). The median of an even "
        "count is the mean of the two in the middle. mode returns a sorted list of the values that "
        "occur most often. No values are a ValueError.",
        """\
def mean(values):
    if not values:
        raise ValueError("no values")
    return sum(values) / len(values)


def median(values):
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    count = len(ordered)
    # for an odd count both are the same place
    return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2


def mode(values):
    if not values:
        raise ValueError("no values")
    most = max(values.count(value) for value in values)
    return sorted(value for value in set(values) if values.count(value) == most)""",
    ),
    Algorithm(
        "standard deviation",
        r"standard deviations?|std ?dev|stddev|stdev|std|(?<!budget )variances?"
        r"|coefficient of variation",
        r"mean|sample",
        "Write spread.py with variance(values, sample=True) and deviation(values, sample=True), "
        "the standard deviation. Of a sample the squares are divided by one less than the count, "
        "of a whole population by the count. ValueError if there are too few values.",
        """\
from math import sqrt


def variance(values, sample=True):
    divisor = len(values) - 1 if sample else len(values)
    if divisor < 1:
        raise ValueError("too few values")
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / divisor


def deviation(values, sample=True):
    return sqrt(variance(values, sample))""",
    ),
    Algorithm(
        "weighted mean",
        r"weighted (?:averages?|means?|grades?|sums?|scores?)|(?:averages?"
        r"|means?)(?=.*(?:, weights\)|\b(?:its|their|by|has a|with|own) weights?\b))",
        r"weights|mean",
        "Write weighted.py with weighted_mean(values, weights): each value counts as much as its "
        "weight says. ValueError if the lists differ in length, a weight is negative or all "
        "weights are 0.",
        """\
def weighted_mean(values, weights):
    if len(values) != len(weights):
        raise ValueError("each value needs a weight")
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight must not be negative")
    total = sum(weights)
    if total == 0:
        raise ValueError("the weights must not all be 0")
    # divided by the weights, not by the count
    return sum(value * weight for value, weight in zip(values, weights)) / total""",
    ),
    Algorithm(
        "percentile",
        r"percentiles?|quartiles?(?!.*\boutliers?\b)|quantiles?|deciles?|p95|p99",
        r"interpolation|sorted",
        "Write percentiles.py with percentile(values, p): the value below which p percent of the "
        "values lie, with linear interpolation between neighbours: 0 gives the smallest, 50 the "
        "median, 100 the largest. ValueError if there are no values or p is not 0 to 100.",
        """\
def percentile(values, p):
    if not values:
        raise ValueError("no values")
    if not 0 <= p <= 100:
        raise ValueError("p must be 0 to 100")
    ordered = sorted(values)
    place = (len(ordered) - 1) * p / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    part = place - below  # how far it lies between both
    return ordered[below] + part * (ordered[above] - ordered[below])


def quartiles(values):
    return [percentile(values, p) for p in (25, 50, 75)]""",
    ),
    Algorithm(
        "histogram bins",
        r"histograms?|frequency distributions?|bin counts?"
        r"|bins(?=.*\b(?:widths?|values|counts?|edges|equal\w*)\b)|(?:buckets?|intervals|classes)"
        r"(?=.*\bequal(?:ly)? (?:width|wide|size|sized|large)\b)",
        r"width|bins",
        "Write bins.py with histogram(values, low, high, bins): how many values fall into each of "
        "the equally wide bins from low to high. A bin has its lower limit but not its upper, only "
        "the last has both. Values outside are not counted. ValueError if bins is below 1 or high "
        "is not above low.",
        """\
def histogram(values, low, high, bins):
    if bins < 1 or high <= low:
        raise ValueError("at least one bin is needed, and high must be above low")
    counts = [0] * bins
    width = (high - low) / bins
    for value in values:
        if low <= value <= high:
            place = int((value - low) / width)
            counts[min(place, bins - 1)] += 1  # high itself belongs to the last bin
    return counts""",
    ),
    Algorithm(
        "linear regression",
        r"linear regression|regression line|least[- ]squares"
        r"|best[- ]fit(?:ting)? (?:straight )?line|line of best fit|trend ?lines?|fit\w* (?:a "
        r"|the )?(?:straight )?line|(?:straight )?line(?: that)?(?: best)? fits?",
        r"slope|intercept",
        "Write trend.py with fit(points): slope and intercept of the straight line that fits the "
        "points (x, y) best by least squares; predict(points, x) is its value at x. ValueError if "
        "there are not two different x.",
        """\
def fit(points):
    if len({x for x, _ in points}) < 2:
        raise ValueError("two different x are needed")
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum(
        (x - mean_x) ** 2 for x, _ in points
    )
    return slope, mean_y - slope * mean_x


def predict(points, x):
    slope, intercept = fit(points)
    return slope * x + intercept""",
    ),
    Algorithm(
        "correlation",
        r"correlat\w+(?! ids?(?!\w))|pearson(?:'s|s)?|covariances?",
        r"coefficient|lists",
        "Write correlation.py with correlation(xs, ys): Pearson's correlation of two lists of "
        "numbers, from -1 to 1. ValueError if the lists differ in length, have fewer than two "
        "values, or all values of one are the same.",
        """\
from math import sqrt


def correlation(xs, ys):
    if len(xs) != len(ys) or len(xs) < 2:
        raise ValueError("two lists of one length and at least two values are needed")
    mean_x = sum(xs) / len(xs)
    mean_y = sum(ys) / len(ys)
    together = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
    spread_x = sum((x - mean_x) ** 2 for x in xs)
    spread_y = sum((y - mean_y) ** 2 for y in ys)
    if spread_x == 0 or spread_y == 0:
        raise ValueError("the values of a list must not all be the same")
    return together / sqrt(spread_x * spread_y)""",
    ),
    Algorithm(
        "outliers",
        r"outliers?|interquartile(?: range)?|iqr|tukey\w*",
        r"quartiles|median",
        "Write outliers.py with outliers(values): the values, in their order, that lie more than "
        "1.5 times the interquartile range below the first or above the third quartile. The "
        "quartiles are the medians of the lower and the upper half; the middle value of an odd "
        "count is in neither. Fewer than four values have none.",
        """\
def median(ordered):
    count = len(ordered)
    return (ordered[(count - 1) // 2] + ordered[count // 2]) / 2


def outliers(values):
    if len(values) < 4:
        return []
    ordered = sorted(values)
    half = len(ordered) // 2
    first, third = median(ordered[:half]), median(ordered[-half:])
    margin = 1.5 * (third - first)
    return [value for value in values if value < first - margin or value > third + margin]""",
    ),
    Algorithm(
        "scaled values",
        r"min[- ]?max (?:scal\w+|normali\w+)|z[- ]?scores?|(?:normali[sz]\w+|rescal\w+|scal\w+)"
        r"(?=.*\b(?:0 (?:to|and|\.\.) 1|0\.0|zero (?:to|and) one|between 0|mean 0)(?!\w))"
        r"|standardi[sz]\w+ (?:the )?(?:values|numbers|data|scores)",
        r"smallest|largest",
        "Write scaling.py with normalize(values): the values scaled so that the smallest is 0.0 "
        "and the largest 1.0; if all are the same, each is 0.0. z_scores(values) gives how many "
        "standard deviations (of the whole population) each is above the mean. No values give [].",
        """\
from math import sqrt


def normalize(values):
    if not values:
        return []
    low, high = min(values), max(values)
    if low == high:  # no division by 0
        return [0.0] * len(values)
    return [(value - low) / (high - low) for value in values]


def z_scores(values):
    if not values:
        return []
    mean = sum(values) / len(values)
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / len(values))
    if deviation == 0:
        return [0.0] * len(values)
    return [(value - mean) / deviation for value in values]""",
    ),
    Algorithm(
        "other means",
        r"geometric means?|harmonic means?|root mean square|rms|(?:average|mean) growth(?: rate)?"
        r"|average speed(?=.*\b(?:same|each|equal) (?:distance|way))|trimmed means?",
        r"mean|values",
        "Write means.py with geometric(values), harmonic(values) and rms(values), the root mean "
        "square. ValueError if there are no values, or for the first two if one is not positive.",
        """\
from math import prod, sqrt


def check(values):
    if not values or any(value <= 0 for value in values):
        raise ValueError("positive values are needed")


def geometric(values):
    check(values)
    return prod(values) ** (1 / len(values))


def harmonic(values):
    check(values)
    return len(values) / sum(1 / value for value in values)


def rms(values):
    if not values:
        raise ValueError("no values")
    return sqrt(sum(value * value for value in values) / len(values))""",
    ),
)
