"""Experts, blind scores that never change, the ranking, the leading group's meeting, the public notice."""

from .candidacy import Candidacy, CandidacyUserObjectPermission, Recusal
from .committee import Committee, CommitteeMember, Expert
from .outcome import Meeting, NoticeEntry, Objection, PublicNotice
from .ranking import RankingRow, RankingRun, RankingStatistics
from .scoring import DraftMarks, MarkSheet, Score, ScoreVoid

__all__ = [
    "Candidacy",
    "CandidacyUserObjectPermission",
    "Committee",
    "CommitteeMember",
    "DraftMarks",
    "Expert",
    "MarkSheet",
    "Meeting",
    "NoticeEntry",
    "Objection",
    "PublicNotice",
    "RankingRow",
    "RankingRun",
    "RankingStatistics",
    "Recusal",
    "Score",
    "ScoreVoid",
]
