"""A class counted: each student's points, each exercise's states, mistakes, answers in common."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from statistics import mean, median

from cnnnotes.classroom.reports.anonymous import name_parts, without_people
from cnnnotes.classroom.results import STATES, ExerciseResult, Graded
from cnnnotes.exercises import by_notebook, get

CROWD = 5  # an answer that more students share is merely the usual one
SUSPECTS = 3  # sources side by side


@dataclass(frozen=True)
class Student:
    """A student's submissions: `notebooks` of the course by their name, and `others`.

    `name` is the one in the submissions, `id` a learning system's number, or empty.
    """

    name: str
    id: str
    notebooks: dict[str, Graded]
    others: tuple[Graded, ...] = ()

    @property
    def points(self) -> int:
        """The points earned in all notebooks."""
        return sum(one.points for one in self.notebooks.values())

    @cached_property
    def answers(self) -> dict[str, ExerciseResult]:
        """The results by the exercises' ids."""
        return {one.id: one for graded in self.notebooks.values() for one in graded.exercises}

    @property
    def submissions(self) -> tuple[Graded, ...]:
        """All that was handed in."""
        return (*self.notebooks.values(), *self.others)


@dataclass(frozen=True)
class ExerciseTally:
    """How a class did in the exercise `id`, called `title`: the `mean` of `out_of` points.

    `states` counts students by state, `mistakes` by name, `unnamed` those with none that is known.
    """

    id: str
    title: str
    out_of: int
    mean: float
    states: dict[str, int]
    mistakes: Counter[str]
    unnamed: int


@dataclass(frozen=True)
class MistakeTally:
    """The known mistake `name` in the `exercise` called `title`, and the `count` of who made it.

    `observation` and `question` are its card's, `example` is code of an answer, without a name.
    """

    name: str
    exercise: str
    title: str
    count: int
    observation: str
    question: str
    example: str


@dataclass(frozen=True)
class Shared:
    """`students` whose answers to some `exercises` are the same up to names and layout.

    `sources` has for each exercise the answers, as `(student, code)`.
    """

    students: tuple[str, ...]
    exercises: tuple[str, ...]
    sources: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Remark:
    """A `sentence` that a teacher should see, of a `student`; `where`: the file or the answer."""

    student: str
    where: str
    sentence: str


class Tally:
    """The whole class as `graded`; its order does not depend on how that was done."""

    def __init__(self, graded: Iterable[Graded]):
        ordered = sorted(graded, key=lambda one: (one.student, one.notebook, one.path))
        by_student = groupby(ordered, key=lambda one: one.student)
        self.students = [_student(name, list(its)) for name, its in by_student]
        self.notebooks = [n for n in by_notebook() if any(n in s.notebooks for s in self.students)]

    @cached_property
    def out_of(self) -> dict[str, int]:
        """The points that can be earned in each notebook."""
        return {name: max(one.out_of for one in self._copies(name)) for name in self.notebooks}

    @property
    def totals(self) -> list[int]:
        """Each student's points."""
        return [student.points for student in self.students]

    @property
    def mean(self) -> float:
        """The mean of the totals, 0 for nobody."""
        return mean(self.totals or [0])

    @property
    def median(self) -> float:
        """The median of the totals, 0 for nobody."""
        return median(self.totals or [0])

    @cached_property
    def exercises(self) -> dict[str, list[ExerciseTally]]:
        """Each notebook's exercises, in the course's order."""
        return {name: [self._exercise(*one) for one in self._ids(name)] for name in self.notebooks}

    @cached_property
    def mistakes(self) -> list[MistakeTally]:
        """The known mistakes, the most common first."""
        made = defaultdict(list)
        for student in self.students:
            for one in student.answers.values():
                if one.mistake:
                    made[one.id, one.mistake].append((student, one))
        found = [_mistake(*key, its) for key, its in made.items()]
        return sorted(found, key=lambda one: (-one.count, one.exercise, one.name))

    @cached_property
    def shared(self) -> list[Shared]:
        """Answers in common, those who share most first; and not those that a crowd shares."""
        who = defaultdict(list)
        for student in self.students:
            for one in student.answers.values():
                if one.fingerprint:
                    who[one.id, one.fingerprint].append((student.name, one.source))
        together: dict[tuple[str, ...], dict] = defaultdict(dict)
        for (exercise, _), owners in who.items():
            if 1 < len(owners) <= CROWD:
                names = tuple(name for name, _ in owners)
                together[names][exercise] = tuple(owners[:SUSPECTS])
        found = [Shared(names, tuple(sorted(its)), its) for names, its in together.items()]
        return sorted(found, key=lambda one: (-len(one.exercises), len(one.students), one.students))

    @cached_property
    def remarks(self) -> list[Remark]:
        """What kept a file or an answer from being judged whole, and what is for the teacher."""
        return [
            Remark(student.name, where, sentence)
            for student in self.students
            for graded in student.submissions
            for where, sentences in (
                (graded.path, graded.troubles),
                *((one.id, (*filter(None, [one.trouble]), *one.flags)) for one in graded.exercises),
            )
            for sentence in sentences
        ]

    def results(self) -> Iterable[ExerciseResult]:
        """Yield every result of every student."""
        for student in self.students:
            yield from student.answers.values()

    def _copies(self, notebook):
        return [s.notebooks[notebook] for s in self.students if notebook in s.notebooks]

    def _ids(self, notebook):
        """Return (id, points) of a notebook's exercises, as they were graded."""
        found = {one.id: one.out_of for copy in self._copies(notebook) for one in copy.exercises}
        order = [item.id for item in by_notebook()[notebook]]
        return sorted(found.items(), key=lambda one: (_place(order, one[0]), one[0]))

    def _exercise(self, exercise_id, out_of):
        its = [one for s in self.students if (one := s.answers.get(exercise_id))]
        states = Counter(one.state for one in its)
        wrong = [one for one in its if one.state in ("partly right", "not yet")]
        named = Counter(one.mistake for one in wrong if one.mistake)
        return ExerciseTally(
            exercise_id,
            title_of(exercise_id),
            out_of,
            mean(one.points for one in its),
            {state: states[state] for state in STATES},
            named,
            len(wrong) - named.total(),
        )


def title_of(exercise_id: str) -> str:
    """Return the title of an exercise; nothing for one that the course no longer has."""
    try:
        return get(exercise_id).title
    except ValueError:
        return ""


def most_common(counts: Counter[str]) -> tuple[str, int] | None:
    """Return the most common and its count, the first in the alphabet of equals; None of none."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)


def _student(name: str, graded: Sequence[Graded]) -> Student:
    notebooks = {one.notebook: one for one in graded if one.notebook}
    others = tuple(one for one in graded if one not in notebooks.values())
    number = next((one.student_id for one in graded if one.student_id), "")
    return Student(name, number, notebooks, others)


def _mistake(exercise_id, name, its):
    observation = question = ""
    try:
        known = [one for one in get(exercise_id).mistakes if one.name == name]
        observation, question = known[0].observation, known[0].question
    except (ValueError, IndexError):  # an older course's, or two mistakes at once
        pass
    example = min(_without_writer(*each) for each in its)[1]
    title = title_of(exercise_id)
    return MistakeTally(name, exercise_id, title, len(its), observation, question, example)


def _without_writer(student, answer):
    """Return an answer's code without its writer's name, after its length."""
    code = without_people(answer.source, name_parts(student.name, student.id))
    return len(code), code


def _place(order, exercise_id):
    return order.index(exercise_id) if exercise_id in order else len(order)
