"""The tables of clauses 九 to 十二."""

from .care import AfterNaming, Benefit, BenefitGrant, Care, Outcome
from .inspections import Bulletin, Finding, Inspection
from .publicity import Campaign, Exchange, PublicityItem
from .targets import Indicator, IndicatorFigure, UnitScore
from .tasks import DutyTask

__all__ = [
    "AfterNaming",
    "Benefit",
    "BenefitGrant",
    "Bulletin",
    "Campaign",
    "Care",
    "DutyTask",
    "Exchange",
    "Finding",
    "Indicator",
    "IndicatorFigure",
    "Inspection",
    "Outcome",
    "PublicityItem",
    "UnitScore",
]
