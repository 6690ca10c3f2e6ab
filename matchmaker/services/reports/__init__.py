"""Reports of abuse: made, looked at, decided; profiles hidden and shown, and what is said against it."""

from matchmaker.services.reports.deciding import decide
from matchmaker.services.reports.hiding import find_hiding, get_hidings, hide, show
from matchmaker.services.reports.letters import WRITERS
from matchmaker.services.reports.limits import count_report
from matchmaker.services.reports.making import Said, add_about_message, get_reportable, report
from matchmaker.services.reports.objecting import answer, count_objections, may_answer, object_to
from matchmaker.services.reports.reading import (
    Group,
    Queue,
    ReportPlace,
    Told,
    count_about,
    count_open,
    get_report,
    list_queue,
)

__all__ = [
    "WRITERS",
    "Group",
    "Queue",
    "ReportPlace",
    "Said",
    "Told",
    "add_about_message",
    "answer",
    "count_about",
    "count_objections",
    "count_open",
    "count_report",
    "decide",
    "find_hiding",
    "get_hidings",
    "get_report",
    "get_reportable",
    "hide",
    "list_queue",
    "may_answer",
    "object_to",
    "report",
    "show",
]
