"""Running the site: its people, what waits to be done, and what was done by whom."""

from matchmaker.models.jobs import JobState
from matchmaker.services.administration.people import (
    PeoplePage,
    Person,
    PersonRow,
    close_account,
    get_person,
    list_people,
    reopen_account,
    sign_out_everywhere,
    take_role_back,
)
from matchmaker.services.administration.profiles import (
    ProfilePage,
    ProfileRow,
    Standing,
    export_profiles,
    list_profiles,
)
from matchmaker.services.administration.trail import (
    Search,
    TrailPage,
    TrailRow,
    export_trail,
    list_acts,
    list_trail,
)
from matchmaker.services.administration.work import (
    JobPage,
    Overview,
    count_all,
    list_jobs,
    try_job_again,
)

__all__ = [
    "JobPage",
    "JobState",
    "Overview",
    "PeoplePage",
    "Person",
    "PersonRow",
    "ProfilePage",
    "ProfileRow",
    "Search",
    "Standing",
    "TrailPage",
    "TrailRow",
    "close_account",
    "count_all",
    "export_profiles",
    "export_trail",
    "get_person",
    "list_acts",
    "list_jobs",
    "list_people",
    "list_profiles",
    "list_trail",
    "reopen_account",
    "sign_out_everywhere",
    "take_role_back",
    "try_job_again",
]
