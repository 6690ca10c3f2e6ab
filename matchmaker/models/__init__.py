"""What we remember: the tables, one file per aggregate. Constraints live here, rules do not."""

from matchmaker.models.accounts import Account, RoleGrant, SignIn, Throttle
from matchmaker.models.attention import SharedAttention
from matchmaker.models.audit import AuditEntry
from matchmaker.models.claims import Claim
from matchmaker.models.declarations import Declaration
from matchmaker.models.drafts import ProfileDraft
from matchmaker.models.duplicates import DuplicatePair, Merge, MergeRequest
from matchmaker.models.exposure import Exposure
from matchmaker.models.factors import Challenge, HalfSignIn, OneTimeCodes, Passkey, RecoveryCode
from matchmaker.models.fiches import Fiche
from matchmaker.models.history import Change, NetworkRevision, Touched
from matchmaker.models.identities import Identity
from matchmaker.models.imports import Import, ImportRow, SavedMapping
from matchmaker.models.introductions import (
    Block,
    BrokerNote,
    Disclosure,
    Introduction,
    IntroductionMessage,
    IntroductionStep,
    MessageFile,
    OfferedTime,
)
from matchmaker.models.jobs import Job
from matchmaker.models.learning import LearntWeights
from matchmaker.models.notifications import Mail, MailLink, NotificationPreference, Unsubscription
from matchmaker.models.origins import OriginNotice, Removal
from matchmaker.models.people import ActingConsent, RoleInvitation
from matchmaker.models.pilots import Pilot, PilotMember, PilotRegion
from matchmaker.models.privacy import Consent, DataExport, Erasure
from matchmaker.models.proposals import Proposal
from matchmaker.models.reports import Hiding, Report
from matchmaker.models.stakeholders import Alias, Stakeholder
from matchmaker.models.statements import Need, Offer, StatementColumns
from matchmaker.models.suggestions import RankingPreference, SuggestionVerdict
from matchmaker.models.surveys import PastFigures, RegionSurvey, Survey
from matchmaker.models.ties import Tie

__all__ = [
    "Account",
    "ActingConsent",
    "Alias",
    "AuditEntry",
    "Block",
    "BrokerNote",
    "Challenge",
    "Change",
    "Claim",
    "Consent",
    "DataExport",
    "Declaration",
    "Disclosure",
    "DuplicatePair",
    "Erasure",
    "Exposure",
    "Fiche",
    "HalfSignIn",
    "Hiding",
    "Identity",
    "Import",
    "ImportRow",
    "Introduction",
    "IntroductionMessage",
    "IntroductionStep",
    "Job",
    "LearntWeights",
    "Mail",
    "MailLink",
    "Merge",
    "MergeRequest",
    "MessageFile",
    "Need",
    "NetworkRevision",
    "NotificationPreference",
    "Offer",
    "OfferedTime",
    "OneTimeCodes",
    "OriginNotice",
    "Passkey",
    "PastFigures",
    "Pilot",
    "PilotMember",
    "PilotRegion",
    "ProfileDraft",
    "Proposal",
    "RankingPreference",
    "RecoveryCode",
    "RegionSurvey",
    "Removal",
    "Report",
    "RoleGrant",
    "RoleInvitation",
    "SavedMapping",
    "SharedAttention",
    "SignIn",
    "Stakeholder",
    "StatementColumns",
    "SuggestionVerdict",
    "Survey",
    "Throttle",
    "Tie",
    "Touched",
    "Unsubscription",
]
