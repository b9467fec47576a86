"""What grading a class gives → files that people and other programs read."""

from cnnnotes.classroom.reports.writing import write_reports

__all__ = ["write_reports"]
