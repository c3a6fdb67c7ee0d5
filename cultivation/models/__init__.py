"""The tables of clauses 三 to 七."""

from .apprentices import Allowance, CareerStep, Mentorship, PilotFirm
from .contests import Contest, ContestResult, ContestTrade, Drill, Seed
from .schools import CourseChange, GraduateCount, JointProject, School, TrainingSession
from .studios import Innovation, Spread, Studio, StudioBudget, StudioCheck, StudioSpend
from .talents import Attendance, Course, InwardTalent, TrainingBase

__all__ = [
    "Allowance",
    "Attendance",
    "CareerStep",
    "Contest",
    "ContestResult",
    "ContestTrade",
    "Course",
    "CourseChange",
    "Drill",
    "GraduateCount",
    "Innovation",
    "InwardTalent",
    "JointProject",
    "Mentorship",
    "PilotFirm",
    "School",
    "Seed",
    "Spread",
    "Studio",
    "StudioBudget",
    "StudioCheck",
    "StudioSpend",
    "TrainingBase",
    "TrainingSession",
]
