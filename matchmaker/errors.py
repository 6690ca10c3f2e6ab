"""What can go wrong, in words: raised by services, turned into an answer by each door."""

from __future__ import annotations

from collections.abc import Mapping


class MatchmakerError(Exception):
    """The base of all our errors; `message` is a translatable English sentence that says what to do."""

    status = 500

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values


class NotAllowed(MatchmakerError):
    """The actor may not do this."""

    status = 403


class NotFresh(NotAllowed):
    """Somebody has to show once more who they are before this may change."""

    def __init__(self) -> None:
        super().__init__("Show first that it is you: type your password, or use your passkey.")


class NotFound(MatchmakerError):
    """There is no such thing, or the actor may not know that there is."""

    status = 404


class Conflict(MatchmakerError):
    """Somebody else was faster, or the thing is no longer in a state that allows this step."""

    status = 409


class Changed(Conflict):
    """The thing is not any more as it was when somebody opened it to change it; nothing was saved."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed this while you had it open. Nothing was saved yet.")


class UnderWay(Conflict):
    """An introduction of the two exists already; `introduction_id` says which."""

    def __init__(self, introduction_id: str) -> None:
        super().__init__("An introduction of the two is under way already.")
        self.introduction_id = introduction_id


class TooMany(MatchmakerError):
    """Too many tries in too short a time; `seconds` until the next one counts."""

    status = 429

    def __init__(self, message: str, *, seconds: int, **values: object) -> None:
        super().__init__(message, seconds=seconds, **values)
        self.seconds = seconds


class Invalid(MatchmakerError):
    """What was given cannot be taken; `fields` maps a field's name to what is wrong with it."""

    status = 422

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.fields = dict(fields or {})
