"""Mail: what a message is, the ways to send it, and the letter whose words it carries."""

from matchmaker.mail.letters import Action, Frame, Letter, Line, Section, Words, render
from matchmaker.mail.messages import Attachment, Message
from matchmaker.mail.posts import ConsolePost, MemoryPost, NotNow, Post, Refused, Security, SmtpPost

__all__ = [
    "Action",
    "Attachment",
    "ConsolePost",
    "Frame",
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
    "render",
]
