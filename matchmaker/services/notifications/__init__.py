"""Notifications: mails that wait to be sent, the links in them, and what each reader wants to hear of."""

from matchmaker.mail import Action, Attachment, Letter, Section
from matchmaker.services.notifications.addresses import (
    Addresses,
    leave_token,
    link_token,
    read_leave_token,
    reply_token,
)
from matchmaker.services.notifications.digest import bundle
from matchmaker.services.notifications.links import close_links, language_of, read_link, use_link
from matchmaker.services.notifications.outbox import add_link, find_link, key_for, list_links, notify, sweep
from matchmaker.services.notifications.past import told_afterwards
from matchmaker.services.notifications.personal import erase_part, export_part
from matchmaker.services.notifications.preferences import (
    CHOSEN,
    channel_for,
    channels_of,
    get_preferences,
    set_preferences,
    unsubscribe,
    unsubscribe_from_all,
)
from matchmaker.services.notifications.quiet import get_quiet, set_quiet
from matchmaker.services.notifications.reading import (
    Outbox,
    OutboxPage,
    Shown,
    get_shown,
    list_outbox,
    try_again,
)
from matchmaker.services.notifications.recipients import (
    Recipient,
    recipients_for,
    recipients_of,
    zone_for,
    zone_of_account,
)
from matchmaker.services.notifications.sending import (
    Outcome,
    Ready,
    deliver,
    prepare,
    send,
    settle,
    words_of,
    write,
)
from matchmaker.services.notifications.writers import Writer

__all__ = [
    "CHOSEN",
    "Action",
    "Addresses",
    "Attachment",
    "Letter",
    "Outbox",
    "OutboxPage",
    "Outcome",
    "Ready",
    "Recipient",
    "Section",
    "Shown",
    "Writer",
    "add_link",
    "bundle",
    "channel_for",
    "channels_of",
    "close_links",
    "deliver",
    "erase_part",
    "export_part",
    "find_link",
    "get_preferences",
    "get_quiet",
    "get_shown",
    "key_for",
    "language_of",
    "leave_token",
    "link_token",
    "list_links",
    "list_outbox",
    "notify",
    "prepare",
    "read_leave_token",
    "read_link",
    "recipients_for",
    "recipients_of",
    "reply_token",
    "send",
    "set_preferences",
    "set_quiet",
    "settle",
    "sweep",
    "told_afterwards",
    "try_again",
    "unsubscribe",
    "unsubscribe_from_all",
    "use_link",
    "words_of",
    "write",
    "zone_for",
    "zone_of_account",
]
