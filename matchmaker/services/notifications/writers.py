"""Who makes the words of a mail."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from matchmaker.mail import Letter
from matchmaker.models import Mail, MailLink
from matchmaker.services.notifications.addresses import Addresses

Writer = Callable[[Session, Mail, MailLink | None, Addresses], Letter | None]
"""Makes the words of a kind of mail when it is sent; None: by now nobody needs it."""
