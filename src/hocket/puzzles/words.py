"""The closed lists of words that puzzles are told in: numbers, groups, settings, no names."""

from __future__ import annotations

import re

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
NUMBER = rf"(?:{'|'.join(COUNTS)}|[1-8])"
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "shelves": "shelf",
    "boxes": "box",
    "matches": "match",
    "classmates": "classmate",
}
_GROUPS = (
    "persons friends boys girls students pupils kids runners athletes players horses dogs cats"
    " cyclists swimmers skiers sprinters riders drivers rowers skaters neighbours neighbors"
    " colleagues siblings brothers sisters cousins sailors teams guests passengers customers"
    " visitors tenants residents families singers dancers bands speakers patients teachers"
    " climbers boats ships snails turtles animals books cars houses jars cups mugs bottles vases"
    " plates bowls bags balls blocks cubes coins chairs tables trees flowers pots hats coats shirts"
    " pictures paintings posters photos letters parcels packages crates buckets candles bikes"
    " bicycles buses trucks vans trains lorries rivers towers mountains cities towns buildings"
    " ropes sticks pencils pens bridges things objects items fruits cakes rooms flags lamps discs"
    " files folders suitcases cards toys rings planets stars"
)


def items_of(text: str) -> list[str]:
    """The items of a list in words.

    Examples:
        >>> items_of("Ann, Bo and Cy"), items_of("tea, milk, or water")
        (['Ann', 'Bo', 'Cy'], ['tea', 'milk', 'water'])
    """
    return re.split(r",? (?:and|or) |, ", text)


def singular(word: str) -> str:
    """The singular of a group's name.

    Examples:
        >>> singular("boxes"), singular("families"), singular("cars")
        ('box', 'family', 'car')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("uses", "xes")) and word != "houses" else word[:-1]


GROUPS = frozenset(_GROUPS.split()) | _IRREGULAR.keys()
"""Groups of what is put in order, in the plural."""
SOME = frozenset({"men", "women", "boys", "girls", "brothers", "sisters"})
"""Groups that not all people belong to."""
ANYBODY = frozenset({"person", "one", "friend", "thing", "participant", "competitor"})
"""Words for one of any group."""
_SCENES = (
    "a an the in on at of to and are is was were have has had form take took part sit sits"
    " sat stand stands stood live lives lived lie lies lay hang hung wait waiting arrived queue"
    " queueing running ran run share parked placed standing sitting seated lined up row line"
    " race bench shelf sofa couch stack stacked pile tower floor floors storey storeys house"
    " building block street side by together different height heights age ages weight weights"
    " size sizes length lengths price prices speed speeds marathon competition contest sprint"
    " bus stop cinema theatre bakery shop office counter finish wall windowsill road car park"
    " car-park single file each one all they them there who new long short small straight"
    " called named yesterday today once recently entered competed compete swam swim rode ride"
    " ticket swimming skiing cycling rowing finished lying party between these"
    " those numbered walk walked walking train queuing rally final raced total altogether overall"
    " exam crossed seats chairs garden their names neighbouring neighboring story performed"
    " sang spoke times years born"
)
SETTING = GROUPS | frozenset(_SCENES.split())
"""Words that set the scene of a puzzle and give nothing away."""
PHRASES = (
    "next to each other",
    "next to one another",
    "side by side",
    "one behind the other",
    "one after the other",
    "one after another",
    "one above the other",
    "one on top of the other",
    "on top of each other",
    "on top of one another",
    "one below the other",
    "at a table",
    "at a party",
    "from left to right",
    "at different times",
    "at a different time",
)
"""What sets the scene with words that would give something away alone."""
_PRONOUNS = (
    "he she it they i you we who one this that both all each nobody somebody everybody noone"
    " someone everyone none neither others other either another anyone anybody nothing there"
    " which what these those here his her their its my our your nor or and but while if then"
    " when where whereas how between among only exactly just no not at in on of to from with by"
    " for as than give list name tell write put sort rank state answer also however moreover"
    " furthermore finally besides directly immediately next before after above below behind"
    " yesterday today tomorrow once recently last later earlier first second third fourth fifth"
    " some many most few any every because since although though so thus therefore now still"
    " maybe perhaps probably mr mrs ms dr monday tuesday wednesday thursday friday saturday"
    " sunday january february march july september october november december is are was were do"
    " does did can could known clues hints puzzle riddle question remember note given assume"
    " suppose let left right top bottom middle end ends front back centre center ground far"
)
NO_NAMES = frozenset(_PRONOUNS.split()) | SETTING | frozenset(COUNTS)
"""Words that name nothing, also with a capital letter."""


def number(word: str) -> int:
    """A number in digits or words, up to eight; *no* and its like are 0.

    Examples:
        >>> number("three"), number("5"), number("nobody")
        (3, 5, 0)
    """
    return COUNTS.index(word) + 1 if word in COUNTS else int(word) if word.isdigit() else 0
