"""Experts, blind scores that never change, the ranking, the leading group's meeting, the public notice."""

from .candidacy import Candidacy, CandidacyUserObjectPermission, Recusal
from .committee import Committee, CommitteeDraw, CommitteeMember, Expert, SeatAsApproved
from .experts import ExpertEmployer, ExpertService, ExpertTrade, RegisteredExpert
from .outcome import Meeting, NoticeEntry, Objection, PublicNotice
from .ranking import RankingRow, RankingRun, RankingStatistics
from .scoring import DraftMarks, MarkSheet, Score, ScoreVoid

__all__ = [
    "Candidacy",
    "CandidacyUserObjectPermission",
    "Committee",
    "CommitteeDraw",
    "CommitteeMember",
    "DraftMarks",
    "Expert",
    "ExpertEmployer",
    "ExpertService",
    "ExpertTrade",
    "MarkSheet",
    "Meeting",
    "NoticeEntry",
    "Objection",
    "PublicNotice",
    "RankingRow",
    "RankingRun",
    "RankingStatistics",
    "Recusal",
    "RegisteredExpert",
    "Score",
    "ScoreVoid",
    "SeatAsApproved",
]
