"""Money over the years: interest, savings, loans, and what wears out."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

LOANS = (
    Algorithm(
        "compound_interest",
        r"compound(?:ed|ing)? interest|interest (?:is )?(?:compounded|on interest)|compounded"
        r"|years? until (?:\w+ ){0,4}doubl\w+",
        r"interest|yearly",
        "Write interest.py with final_amount(principal, percent, years, times=1), compound "
        "interest paid so many times a year, and years_to_double(percent), the whole years until "
        "money at yearly interest has doubled (ValueError for negative values or, for the "
        "latter, a rate of 0); amounts are rounded to cents.",
        """\
def final_amount(principal, percent, years, times=1):
    if principal < 0 or percent < 0 or years < 0 or times < 1:
        raise ValueError("a value is too low")
    rate = percent / 100 / times  # of one period
    return round(principal * (1 + rate) ** (times * years), 2)


def years_to_double(percent):
    if percent <= 0:
        raise ValueError(f"{percent} percent never double it")
    amount, years = 1.0, 0
    while amount < 2:
        amount *= 1 + percent / 100
        years += 1
    return years""",
    ),
    Algorithm(
        "loan_schedule",
        r"(?:loan|mortgage|credit|repayment|payment|amorti[sz]ation) (?:schedules?|plans?|tables?"
        r"|instal?lments?|rates?|payments?|calculator)|mortgages?|amorti[sz]\w+|annuit(?:y|ies)"
        r"|(?:monthly|equal|fixed) (?:instal?lments?|repayments?)|loans?(?=.*\b(?:interest"
        r"|monthly))",
        r"interest|balance",
        "Write loan.py with payment(principal, percent, months), the equal monthly payment of a "
        "loan at a yearly rate, rounded to cents, and schedule(principal, percent, months), a "
        "list of (month, payment, interest, principal part, balance); the last payment clears "
        "what is left. ValueError if principal or months are not positive.",
        """\
def payment(principal, percent, months):
    if principal <= 0 or months < 1 or percent < 0:
        raise ValueError("principal and months must be positive")
    rate = percent / 100 / 12
    if rate == 0:  # the formula would divide by 0
        return round(principal / months, 2)
    return round(principal * rate / (1 - (1 + rate) ** -months), 2)


def schedule(principal, percent, months):
    monthly = payment(principal, percent, months)
    balance, rows = principal, []
    for month in range(1, months + 1):
        interest = round(balance * percent / 100 / 12, 2)
        paid = monthly
        if month == months:  # rounding left some cents more or less
            paid = round(balance + interest, 2)
        part = round(paid - interest, 2)
        balance = round(balance - part, 2)
        rows.append((month, paid, interest, part, balance))
    return rows""",
    ),
    Algorithm(
        "savings_plan",
        r"savings? (?:plans?|goals?)|(?:pays?|paid|puts?|saves?|deposits?) (?:\w+ ){0,4}(?:every"
        r"|each|per) (?:month|year)(?=.*\binterest)|regular (?:deposits|savings|payments)"
        r"|(?:monthly|yearly) (?:savings|deposits?)|deposit at the start of each (?:year|month)",
        r"interest|goal",
        "Write savings.py with balance(deposit, percent, years), what a deposit at the start of "
        "each year grows to, and years_needed(goal, deposit, percent), after how many years it "
        "is at least the goal (ValueError for negative values or a deposit of 0).",
        """\
def checked(deposit, percent):
    if deposit <= 0 or percent < 0:
        raise ValueError("the deposit must be positive and the rate not negative")


def balance(deposit, percent, years):
    checked(deposit, percent)
    if years < 0:
        raise ValueError(f"{years} years are negative")
    saved = 0.0
    for _ in range(years):
        saved = (saved + deposit) * (1 + percent / 100)  # paid in first, then interest
    return round(saved, 2)


def years_needed(goal, deposit, percent):
    checked(deposit, percent)
    years = 0
    while balance(deposit, percent, years) < goal:
        years += 1
    return years""",
    ),
    Algorithm(
        "depreciation",
        r"depreciat\w+|straight[- ]line method|declining[- ]balance|book values?|residual values?"
        r"|(?:salvage|scrap) values?",
        r"useful life|loses",
        "Write depreciation.py with straight_line(cost, residual, years) and "
        "declining(cost, percent, years): lists of the book values at the end of each year, "
        "rounded to cents (ValueError if years is below 1 or the residual above the cost).",
        """\
def straight_line(cost, residual, years):
    if years < 1 or residual > cost:
        raise ValueError("years must be positive and the residual at most the cost")
    yearly = (cost - residual) / years  # the same amount each year
    return [round(cost - yearly * year, 2) for year in range(1, years + 1)]


def declining(cost, percent, years):
    if years < 1:
        raise ValueError("years must be positive")
    kept = 1 - percent / 100  # the same part of what is left each year
    return [round(cost * kept**year, 2) for year in range(1, years + 1)]""",
    ),
)
