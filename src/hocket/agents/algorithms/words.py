"""Words that are compared, counted and looked up."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

WORDS = (
    Algorithm(
        "most_frequent_words",
        r"(?:most|n) (?:frequent|common) words?|words? (?:that )?(?:occurs?|appears?|used) most"
        r"|top (?:n |k |ten |three |five |\d+ )?words?|most used words?"
        r"|top words|most often used words",
        r"frequen\w+|how often|ties?",
        "Write frequency.py with top_words(text, n): the n most frequent words as a list of pairs "
        "(word, count), the most frequent first and equally frequent ones in alphabetical order. "
        "Case does not count, and punctuation is no part of a word.",
        """\
import re
from collections import Counter


def top_words(text, n):
    counts = Counter(re.findall(r"[^\\W\\d_]+(?:'[^\\W\\d_]+)*", text.lower()))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:n]""",
    ),
    Algorithm(
        "word_counts",
        r"word (?:frequenc(?:y|ies)|occurrences)"
        r"|(?:word counts?|word counter|count words)(?=.*\b(?:each|every|dict\w*|how often))"
        r"|how often (?:each|every|a) word|(?:count\w*|number of times) (?:each|every) word"
        r"|occurrences of (?:each|every) word",
        r"dict(?:ionary)?|lower ?case",
        "Write counting.py with count_words(text): a dict from each word, in lower case, to how "
        "often it occurs. Punctuation around a word is no part of it.",
        """\
import re


def count_words(text):
    counts = {}
    for word in re.findall(r"\\w+(?:'\\w+)*", text.lower()):  # don't is one word
        counts[word] = counts.get(word, 0) + 1
    return counts""",
    ),
    Algorithm(
        "levenshtein",
        r"levenshtein\w*|edit distance"
        r"|insert\w*(?=.*\bdelet\w+)(?=.*\b(?:replac|substitu)\w+)"
        r"|fewest (?:edits|changes)|(?:minimum|smallest|least) number of (?:edits|changes)",
        r"distance|edits?",
        "Write distance.py with edit_distance(first, second): the least number of characters to "
        "insert, delete or replace to turn one text into the other (Levenshtein).",
        """\
def edit_distance(first, second):
    row = list(range(len(second) + 1))  # from an empty text: insert all
    for i, left in enumerate(first, start=1):
        above, row = row, [i]
        for j, right in enumerate(second, start=1):
            row.append(
                min(
                    above[j] + 1,  # delete
                    row[j - 1] + 1,  # insert
                    above[j - 1] + (left != right),  # keep or replace
                )
            )
    return row[-1]""",
    ),
    Algorithm(
        "similar_words",
        r"(?:similar|closest|nearest) (?:words?|match\w*|names?)|did you mean|spell(?:ing)?[- ]?"
        r"(?:check\w*|correct\w*|suggest\w*)|mistyped|misspell?(?:ed|ings?)|typos?"
        r"|fuzzy (?:match\w*|search\w*)",
        r"suggest\w*|most like",
        "Write suggestions.py with suggest(word, known, limit=2) for a misspelled "
        "word: the known words that are at most limit edits (insert, delete, replace a character) "
        "away, the closest first and equally close ones in alphabetical order.",
        """\
def edits(first, second):
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, start=1):
        above, row = row, [i]
        for j, right in enumerate(second, start=1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right)))
    return row[-1]


def suggest(word, known, limit=2):
    ranked = sorted((edits(word.lower(), other.lower()), other) for other in known)
    return [other for distance, other in ranked if distance <= limit]""",
    ),
    Algorithm(
        "hamming",
        r"hamming|(?:places?|positions?|columns?)(?= (?:where|at which|in which) .*\bdiffer)"
        r"|differ(?:s|ent|ing)? (?:positions?|places?)|(?:point mutations|dna strands)",
        r"same length|equal length|differ\w*",
        "Write hamming.py with distance(first, second): at how many places two texts of equal "
        "length differ. Different lengths raise ValueError.",
        """\
def distance(first, second):
    if len(first) != len(second):
        raise ValueError("the texts must be equally long")
    return sum(left != right for left, right in zip(first, second))""",
    ),
    Algorithm(
        "common_prefix",
        r"(?:longest |shared |largest )?common (?:prefix|suffix|beginning|start|ending)"
        r"|(?:prefix|beginning)(?= (?:that )?(?:all|they|the words|the texts)\b)"
        r"|(?:all|they|words|texts) (?:begin|start) with in common",
        r"shared?|words|all",
        "Write prefix.py with common_prefix(texts): the longest text that all of them begin with; "
        "empty if there is none or no texts are given.",
        """\
def common_prefix(texts):
    if not texts:
        return ""
    shortest = min(texts, key=len)
    for end, sign in enumerate(shortest):
        if any(text[end] != sign for text in texts):
            return shortest[:end]
    return shortest""",
    ),
    Algorithm(
        "common_subsequence",
        r"common subsequence|lcs|subsequence (?:that )?(?:both|two|common)"
        r"|longest (?:sequence|series) .*\bin both",
        r"longest|same order",
        "Write common.py with common_subsequence(first, second): the longest text whose characters "
        "occur in this order, not necessarily side by side, in both texts.",
        """\
def common_subsequence(first, second):
    longest = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            if first[i] == second[j]:
                longest[i][j] = 1 + longest[i + 1][j + 1]
            else:
                longest[i][j] = max(longest[i + 1][j], longest[i][j + 1])
    common = ""
    i = j = 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            common += first[i]
            i += 1
            j += 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return common""",
    ),
    Algorithm(
        "common_substring",
        r"common substring|longest (?:part|piece|run|substring) .*\b(?:both|two)|shared substring",
        r"longest|side by side|contiguous",
        "Write substring.py with common_substring(first, second): the longest run of characters, "
        "side by side, that is in both texts; of equally long ones the first in the first text.",
        """\
def common_substring(first, second):
    best = ""
    above = [0] * (len(second) + 1)
    for i, left in enumerate(first, start=1):
        row = [0]
        for j, right in enumerate(second):
            row.append(above[j] + 1 if left == right else 0)  # how long the run is here
        length = max(row)
        if length > len(best):
            best = first[i - length : i]
        above = row
    return best""",
    ),
    Algorithm(
        "text_statistics",
        r"(?:text|word|readability) (?:statistics|stats)|(?:average|mean) (?:word|sentence) length"
        r"|(?:average|mean) length of (?:a |the |its )?(?:words?|sentences?)"
        r"|statistics (?:of|on|about|for) (?:a |the )?(?:text|document|essay)",
        r"sentences?|longest|words",
        "Write statistics_of_text.py with text_stats(text): a dict with 'characters', 'words', "
        "'sentences', 'average_word_length' (rounded to 2 places, 0.0 without words) and "
        "'longest_word' (the first of equally long ones, '' without words).",
        """\
import re


def text_stats(text):
    words = re.findall(r"\\w+(?:['-]\\w+)*", text)
    sentences = [part for part in re.split(r"[.!?]+(?:\\s+|$)", text) if part.strip()]
    letters = sum(len(word) for word in words)
    return {
        "characters": len(text),
        "words": len(words),
        "sentences": len(sentences),
        "average_word_length": round(letters / len(words), 2) if words else 0.0,
        "longest_word": max(words, key=len, default=""),
    }""",
    ),
    Algorithm(
        "sentences",
        r"(?:number|count\w*|list|split\w*)(?: \w+){0,4} (?:in ?to |of |the |how many )*sentences"
        r"|sentence (?:count\w*|split\w*|tokeni[sz]\w*)|how many sentences"
        r"|(?:count|split) sentences",
        r"question marks?|exclamation marks?|full stops?|abbreviations?",
        "Write sentences.py with split_sentences(text), a list of the sentences with their marks, "
        "and count_sentences(text). A sentence ends with '.', '!' or '?' (or several of them) "
        "before a space or the end of the text; 3.5 is not the end of one.",
        """\
import re


def split_sentences(text):
    parts = re.split(r"(?<=[.!?])\\s+", text.strip())  # the mark stays with its sentence
    return [part for part in parts if part]


def count_sentences(text):
    return len(split_sentences(text))""",
    ),
    Algorithm(
        "concordance",
        r"concordance|index of words|word index|inverted index"
        r"|(?:line numbers?|lines|pages)(?= (?:on|in|where|at|it|they|each)\b"
        r".*\b(?:words?|terms?|occurs?|appears?))|(?:each|every) word(?= .*\bline numbers?)",
        r"index|line numbers?",
        "Write concordance.py with concordance(text): a dict from each word in lower case to the "
        "sorted list of the numbers of the lines it occurs in, counted from 1, each line once. "
        "The words are in alphabetical order.",
        """\
import re


def concordance(text):
    lines_of = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for word in set(re.findall(r"\\w+", line.lower())):
            lines_of.setdefault(word, []).append(number)
    return dict(sorted(lines_of.items()))""",
    ),
    Algorithm(
        "natural_sort",
        r"natural(?:ly)? ?(?:sort\w*|order\w*)|sort\w* naturally|human sort\w*"
        r"|(?:\w+2(?:\.\w+)?) (?:before|stands before|comes before) \w+10(?:\.\w+)?"
        r"|file ?2 (?:before|comes before) file ?10",
        r"file names?|numbers in",
        "Write natural.py with natural_sort(names): the names sorted so that numbers in them count "
        "as numbers ('file2' before 'file10'). Case does not count.",
        """\
import re


def natural_key(name):
    parts = re.split(r"([0-9]+)", name.lower())  # text and digits alternate, text first
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def natural_sort(names):
    return sorted(names, key=natural_key)""",
    ),
)
"""What people ask for most often stands first."""
