"""Mail: what a message is, the ways to send it, and the letter whose words it carries."""

from matchmaker.mail.incoming import Fault, Incoming, read
from matchmaker.mail.letters import Action, Frame, Letter, Line, Section, Words, render
from matchmaker.mail.messages import Attachment, Message, one_line
from matchmaker.mail.posts import ConsolePost, MemoryPost, NotNow, Post, Refused, Security, SmtpPost
from matchmaker.mail.quoting import BEGIN, END

__all__ = [
    "BEGIN",
    "END",
    "Action",
    "Attachment",
    "ConsolePost",
    "Fault",
    "Frame",
    "Incoming",
    "Letter",
    "Line",
    "MemoryPost",
    "Message",
    "NotNow",
    "Post",
    "Refused",
    "Section",
    "Security",
    "SmtpPost",
    "Words",
    "one_line",
    "read",
    "render",
]
