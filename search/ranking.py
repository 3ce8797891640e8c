"""Every weight of the search in one place, each with its reason.

They were set with the golden set (tests/search/golden.toml); a change must keep its floors.
"""

WHOLE_NAME = 10_000.0  # somebody who types a whole name or code wants this and nothing else
CODE_BEGINS = 300.0  # nobody types eight characters of a code by chance
CODE_INSIDE = 100.0  # nor six from its middle
TITLE = 8.0  # words in the name say what a thing is
FORMER_TITLE = 5.0  # a former name is a name, but the present ones come first
BODY = 1.0  # words in the text are the weakest sign
LONE_SIGN = 0.5  # one sign alone says little
PINYIN = 6.0  # as sure as a name, but several names sound alike
INITIALS_BEGIN = 60.0  # first letters of the whole name; a constant, since terms are unique
INITIALS_INSIDE = 3.0  # first letters from its middle
SYNONYM = 0.25  # another word for it never outranks the word itself

TOO_LONG = 200  # signs; longer texts are not searches
MANY_PARTS = 4  # from here on pinyin is one name, and no part of it is first letters
MOST_PARTS = 60  # words; a long name in pinyin has thirty syllables
ENOUGH = 8  # with fewer hits than this, near matches are looked for as well
CANDIDATES = 300  # near matches that are ordered anew; 1,000 found nothing more in 20,000 names
SHORTLIST = 100  # of these the likest are compared closely; 300 found nothing more
SHARED = 0.34  # share of pairs a near match must have: a swap destroys three of seven
NEAR_ENOUGH = 0.62  # likeness from which a near match is shown
SURE = 0.8  # likeness from which a near match is offered as "did you mean"
OVERLAP = 0.95  # parts in another order count almost as parts in order
GAPS = 0.85  # the same signs in the same order, with others between them
FALLS_OFF = 0.2  # much less like than the best is no help
LENGTH = 0.06  # of two equally like names, the one of like length
