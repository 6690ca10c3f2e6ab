"""Every setting: its default, its meaning, its environment variable. The only reader of the environment."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from matchmaker.errors import Invalid

PREFIX = "MATCHMAKER_"

# It ends up in a header: what could end a directive of the policy there is no origin.
_ORIGIN = re.compile(r"\*|https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]+)?")

# Without HTTPS only on this very machine, as in tests.
_ISSUER = re.compile(r"(https://[^\s/?#]+|http://(localhost|127\.0\.0\.1)(:[0-9]+)?)(/[^\s?#]*)?")

# What stands before the @ is followed by a token of 28 signs, and may have 64 with it.
_ANSWERED = re.compile(r"[a-z0-9][a-z0-9._-]{0,29}@[a-z0-9-]+(\.[a-z0-9-]+)*")


def setting(default: Any, meaning: str, *, secret: bool = False) -> Any:
    """One setting: its default, and what it means in a sentence (shown by `matchmaker settings`).

    What is `secret` does not stand in the settings as text, and so in no log and no traceback.
    """
    return field(default=default, repr=not secret, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of one instance; built by `load_settings`, never changed afterwards."""

    instance: str = setting("instance", "Folder of the database, the uploads and the local settings file.")
    database_url: str = setting(
        "", "SQLAlchemy address; empty means SQLite in the instance folder.", secret=True
    )
    secret_key: str = setting(
        "", "Signs cookies and forms; empty means a key made and kept in the instance.", secret=True
    )
    demo: bool = setting(False, "Demo mode: a banner, and signing in as a demo person by one click.")
    host: str = setting("127.0.0.1", "Address on which `matchmaker serve` listens.")
    port: int = setting(8000, "Port on which `matchmaker serve` listens.")
    threads: int = setting(8, "Threads of the embedded server.")
    secure_cookies: bool = setting(False, "Send cookies over HTTPS only; set it on every real site.")
    trusted_proxies: int = setting(0, "How many reverse proxies stand before the server.")
    languages: str = setting("en,de,fr", "Languages of the pages, the default first.")
    site_name: str = setting("Matchmaker", "Name of the site in titles and mails.")
    operator: str = setting(
        "", "Who runs the site by law: name and postal address, for mails about data of others."
    )
    feedback_address: str = setting("", "Mail address for questions about the site and its accessibility.")
    session_days: int = setting(30, "Days after which one has to sign in again.")
    require_second_factor: bool = setting(
        True, "Officials, organisers and administrators use their roles only with a second factor."
    )
    oidc_issuer: str = setting("", "Address of an OpenID Connect provider to sign in by; empty means none.")
    oidc_client_id: str = setting("", "Name under which the provider knows this site.")
    oidc_client_secret: str = setting("", "Password of this site at the provider.", secret=True)
    oidc_label: str = setting("", "What the button to the provider says; empty means its host.")
    oidc_strong: str = setting(
        "", "Values of acr or amr, parted by commas, that count as a second factor; empty means none."
    )
    max_upload_mb: int = setting(10, "Largest file that an import takes, in megabytes.")
    max_import_rows: int = setting(50_000, "Most rows that one import takes.")
    embed_origins: str = setting("", "Sites whose pages may show /embed/… in a frame; empty means none.")
    base_url: str = setting("", "Address of the site in mails; empty means host and port from above.")
    mail_from: str = setting("matchmaker@localhost", "Mail address from which the site writes.")
    mail_host: str = setting("", "SMTP server; empty means that mails are only written to the log.")
    mail_port: int = setting(587, "Port of the SMTP server.")
    mail_user: str = setting("", "Name for signing in to the SMTP server; empty means not at all.")
    mail_password: str = setting("", "Password for signing in to the SMTP server.", secret=True)
    mail_security: str = setting("starttls", "How mails travel: starttls, tls or none.")
    mail_in: str = setting("", "Address that takes answers, such as reply@match.example; empty means none.")
    origin_mails_a_day: int = setting(
        500, "Most mails a day to contacts of records that nobody has claimed yet."
    )
    log_level: str = setting("INFO", "DEBUG, INFO, WARNING or ERROR.")
    log_json: bool = setting(False, "Write logs as JSON lines instead of text.")

    @property
    def folder(self) -> Path:
        """The instance folder."""
        return Path(self.instance).absolute()

    @property
    def language_codes(self) -> tuple[str, ...]:
        """The languages of the pages, the default first."""
        return tuple(code.strip() for code in self.languages.split(",") if code.strip())

    @property
    def site_url(self) -> str:
        """The address of the site, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.base_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def answers_to(self) -> str:
        """The address that takes answers to mails, in small letters; "" where there is none.

        Raises:
            Invalid: it is no address, or too long for what is put into it.
        """
        found = self.mail_in.strip().lower()
        if found and not _ANSWERED.fullmatch(found):
            raise Invalid(
                "The setting %(name)s holds %(value)r; write an address like reply@match.example, with "
                "at most 30 signs before the @.",
                name=PREFIX + "MAIL_IN",
                value=found,
            )
        return found

    @property
    def provider(self) -> str:
        """The address of the identity provider, as it says it itself; "" where there is none.

        Raises:
            Invalid: it is no address, or one that others could listen to.
        """
        found = self.oidc_issuer.strip()
        if found and not _ISSUER.fullmatch(found):
            raise Invalid(
                "The setting %(name)s holds %(value)r; write an address like https://login.example.org.",
                name=PREFIX + "OIDC_ISSUER",
                value=found,
            )
        return found

    @property
    def frame_origins(self) -> tuple[str, ...]:
        """The sites that may show embeddable pages, as the security policy names them.

        Raises:
            Invalid: one of them is not an origin.
        """
        origins = tuple(text.strip().rstrip("/") for text in self.embed_origins.split(",") if text.strip())
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise Invalid(
                    "The setting %(name)s holds %(value)r; write origins like https://region.example, "
                    "parted by commas, or * for all.",
                    name=PREFIX + "EMBED_ORIGINS",
                    value=origin,
                )
        return origins


class Origin(StrEnum):
    """Where the value of a setting comes from."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    COMMAND = "command"


HIDDEN = "(set, not shown)"
SECRET = {"secret_key", "mail_password"}
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):[^@]*(?=@)")


def load_settings(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Settings from the environment, then `matchmaker.toml` in the instance, then defaults.

    Raises:
        Invalid: a value is of the wrong type, or the file names a setting that does not exist.
    """
    environ = os.environ if environ is None else environ
    instance = str(overrides.get("instance") or environ.get(PREFIX + "INSTANCE") or "instance")
    values = _from_file(Path(instance) / "matchmaker.toml")
    for item in fields(Settings):
        if (text := environ.get(PREFIX + item.name.upper())) is not None:
            values[item.name] = text
    values.update(overrides, instance=instance)
    return Settings(**{name: _convert(name, value) for name, value in values.items()})


def origin_of(name: str, settings: Settings, environ: Mapping[str, str] | None = None) -> Origin:
    """Where a setting has its value from; what is given with a command comes before all else."""
    environ = os.environ if environ is None else environ
    value = getattr(settings, name)
    given = environ.get(PREFIX + name.upper())
    if given is not None and _convert(name, given) == value:
        return Origin.ENVIRONMENT
    in_file = _from_file(settings.folder / "matchmaker.toml")
    if given is None and name in in_file and _convert(name, in_file[name]) == value:
        return Origin.FILE
    default = next(item.default for item in fields(Settings) if item.name == name)
    return Origin.DEFAULT if value == default else Origin.COMMAND


@dataclass(slots=True)
class Described:
    """One setting in words: its variable, its value fit for a screen, from where, as shipped, its meaning."""

    name: str
    value: str
    origin: str
    default: str
    meaning: str


def describe(settings: Settings) -> list[Described]:
    """Every setting in words."""
    return [
        Described(
            PREFIX + item.name.upper(),
            shown(item.name, getattr(settings, item.name)),
            origin_of(item.name, settings),
            shown(item.name, item.default),
            item.metadata["meaning"],
        )
        for item in fields(settings)
    ]


def shown(name: str, value: object) -> str:
    """A value fit for a screen: keys are left out, addresses lose their password."""
    if name in SECRET:
        return HIDDEN if value else '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    return _PASSWORD.sub(r"\1:***", str(value)) if value != "" else '""'


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Invalid("%(path)s cannot be read: %(why)s. Mend the file.", path=path, why=error) from error
    unknown = set(values) - {item.name for item in fields(Settings)}
    if unknown:
        raise Invalid(
            "%(path)s names settings that do not exist: %(names)s.", path=path, names=sorted(unknown)
        )
    return values


def _convert(name: str, value: Any) -> Any:
    default = next(item.default for item in fields(Settings) if item.name == name)
    if isinstance(value, type(default)):
        return value
    text = str(value).strip()
    if isinstance(default, bool):
        if text.lower() in {"1", "true", "yes", "on", "0", "false", "no", "off", ""}:
            return text.lower() in {"1", "true", "yes", "on"}
    elif isinstance(default, int) and text.lstrip("-").isdigit():
        return int(text)
    elif isinstance(default, str):
        return text
    raise Invalid(
        "The setting %(name)s is %(value)r; it must be of the same kind as %(default)r.",
        name=PREFIX + name.upper(),
        value=text,
        default=default,
    )
