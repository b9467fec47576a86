"""What an answer ran into that raised: the errors that beginners meet, in words that help."""

import re

from cnnnotes.grading.relations import Relation

# (the error's type, what its text holds, name, question, where to look)
KNOWN = (
    (
        "ValueError",
        r"truth value of an array",
        "a whole array in a yes-or-no question",
        "`if`, `and`, `or`, `max` and `min` ask one yes or no. How many does an array give?",
        "Ask number by number, in a loop, or take `np.where`, `np.maximum`, `&` and `|`.",
    ),
    (
        "NameError",
        r"name '(\w+)' is not defined",
        "a name that is not defined",
        "Where should that name get its value: is it an argument under another name?",
        "Compare its spelling with the line with `def`, and with the lines above.",
    ),
    (
        "UnboundLocalError",
        r"variable '(\w+)'",
        "a variable used before it has a value",
        "On which way through the function does that variable get its value?",
        "Look at each `if` and each loop that assigns it: is there a way around?",
    ),
    (
        "ValueError",
        r"could not be broadcast|shapes .* not aligned|matmul: Input operand|einstein sum",
        "shapes that do not fit",
        "What shape does each side of that operation have for the input below?",
        "Print the two shapes just before that line: `print(a.shape, b.shape)`.",
    ),
    (
        "ValueError",
        r"cannot reshape array of size",
        "a shape that holds another number of numbers",
        "How many numbers does the array hold, and how many does the new shape?",
        "Look at the numbers that are handed to `reshape`.",
    ),
    (
        "ValueError",
        r"setting an array element with a sequence|inhomogeneous shape",
        "several numbers put into the place of one",
        "How many numbers stand on each side of that `=`?",
        "Look for a missing `sum`, or for rows of different lengths.",
    ),
    (
        "IndexError",
        r"out of bounds|out of range",
        "an index past the end",
        "What is the largest value of that index, and how many places are there?",
        "Look at the `range` that it comes from, and at which axis it counts.",
    ),
    (
        "IndexError",
        r"too many indices|invalid index to scalar",
        "more indices than axes",
        "How many axes does the array in that line have?",
        "Print its shape just before that line.",
    ),
    (
        "IndexError",
        r"only integers|boolean index did not match",
        "an index that is not an integer",
        "What is that index: an integer, or a fraction?",
        "Look for `/` where `//` is meant.",
    ),
    (
        "TypeError",
        r"integer|'float' object cannot be",
        "a fraction where an integer is needed",
        "Which division gives that number?",
        "Look for `/` where `//` is meant.",
    ),
    (
        "UFuncTypeError",
        r"Cannot cast ufunc",
        "fractions written into an array of integers",
        "What is the dtype of the array that is changed in that line?",
        "Begin with floats: `np.zeros(…)`, or `.astype(float)`.",
    ),
    (
        "TypeError",
        r"boolean (negative|subtract)",
        "a minus where yes or no stands",
        "What is yes minus no? And what is the opposite of yes?",
        "Take `~` for the opposite, or make numbers first: `mask * 1.0`.",
    ),
    (
        "TypeError",
        r"unsupported operand|can't multiply|can only concatenate",
        "an operation between things that do not go together",
        "Of which types are the two sides of that operation: a number, a list, a tuple, an array?",
        "Look for a list or tuple where an array or a number is meant.",
    ),
    (
        "ValueError",
        r"cannot convert float (NaN|infinity) to integer",
        "NaN or inf put into an array of integers",
        "What is the dtype of the array that takes the NaN?",
        "Begin with floats: `np.zeros(…)`, or `.astype(float)`.",
    ),
    (
        "ValueError",
        r"of an empty sequence|zero-size array to reduction|arg is an empty sequence",
        "the largest or smallest of nothing",
        "For which place is there nothing left to choose from?",
        "Print the shape of the array just before that line, or the ends of its slice.",
    ),
    (
        "ValueError",
        r"takes an array of shape",
        "a function called with something of another shape",
        "What is the shape that the function takes, and what does it get?",
        "Look at what stands in the brackets of that call: an entry, or the whole array?",
    ),
    (
        "TypeError",
        r"missing \d+ required|takes \d+ positional|unexpected keyword",
        "a call with other arguments than the function takes",
        "Which arguments does the function that is called there take?",
        "Compare the call with the line with `def`.",
    ),
    (
        "TypeError",
        r"is not callable",
        "something called that is not a function",
        "What stands before those brackets: a function, or a number or an array?",
        "Look for `(…)` where `[…]` or `*` is meant, or for a name that is used twice.",
    ),
    (
        "AttributeError",
        r"has no attribute",
        "an attribute that is not there",
        "Of which type is what stands before the dot?",
        "Look at the spelling after the dot, and print `type(…)` of what stands before it.",
    ),
    (
        "ZeroDivisionError",
        r"",
        "divided by 0",
        "For which input is the divisor 0?",
        "Look at what stands below the line of that division.",
    ),
    (
        "RecursionError",
        r"",
        "calls itself without end",
        "For which input does the function not call itself?",
        "Look for the function's own name in its body.",
    ),
)


def recognized(wrong: list) -> Relation | None:
    """Return what all failed cases ran into, when all of them raised one known error."""
    kinds = {(one.record.kind, one.record.type) for one in wrong}
    if len(kinds) != 1 or wrong[0].record.kind != "raised":
        return None
    record = wrong[0].record
    for kind, text, *told in KNOWN:
        if record.type.lstrip("_") == kind and re.search(text, record.text):
            name, question, line = told
            return Relation(name, wrong[0].problem.sentence, question, line)
    return None
