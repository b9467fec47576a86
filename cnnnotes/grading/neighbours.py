"""What is right in a neighbouring exercise with the same arguments, and was asked for there."""

from functools import lru_cache

from cnnnotes.exercises import Exercise, Mistake, all_exercises
from cnnnotes.exercises.spoiling import finished


@lru_cache(maxsize=128)
def neighbours(exercise: Exercise) -> tuple[Mistake, ...]:
    """Return the mistake of giving what another exercise of the same notebook asks for."""
    return tuple(
        Mistake(
            f"what `{other.name}` is to give",
            finished(other.reference),
            f"Your result is right for `{other.name}`, which takes the same arguments.",
            f"What is `{exercise.name}` to give, and what is `{other.name}`?",
            f"Compare your code with your `{other.name}`: the two are to differ.",
        )
        for other in all_exercises()
        if isinstance(other, Exercise)
        and (other.id[:2], other.arguments) == (exercise.id[:2], exercise.arguments)
        and other is not exercise
    )
