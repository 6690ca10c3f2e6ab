"""Answers as mail programs write them, by hand, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage

TO = "reply+token@match.example"
MARK = "##- Write your answer above this line; Halle reads it. -##"
HEADERS = {
    "From": "Ute Brandl <ute@elsewhere.example>",
    "To": TO,
    "Subject": "Re: Halle writes to you",
    "Message-ID": "<answer-1@elsewhere.example>",
    "MIME-Version": "1.0",
}


def mail(body: str, *, kind: str = 'text/plain; charset="utf-8"', **headers: str) -> bytes:
    """A mail of one part; keywords are headers, with _ for -."""
    known = HEADERS | {"Content-Type": kind, "Content-Transfer-Encoding": "8bit"}
    known |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in known.items())
    return f"{head}\r\n{body}".replace("\r\n", "\n").replace("\n", "\r\n").encode()


def with_files(text: str, files: Mapping[str, bytes], **headers: str) -> bytes:
    """A mail with files, as the standard library writes it."""
    made = EmailMessage()
    known = HEADERS | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in known.items():
        if name != "MIME-Version":
            made[name] = value
    made.set_content(text)
    for name, content in files.items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


GMAIL_EN = f"""Yes, Tuesday suits us.

Ute

On Mon, 23 Nov 2026 at 10:00, Ann (Matchmaker) <
{TO}> wrote:

> {MARK}
>
> Matchmaker
>
> When is your hall free?
"""
GMAIL_DE = f"""Ja, Dienstag passt.

Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Ann (Matchmaker) <{TO}>:

> {MARK}
> Wann ist eure Halle frei?
"""
GMAIL_FR = f"""Oui, mardi nous convient.

Le lun. 23 nov. 2026 à 10:00, Ann (Matchmaker) <{TO}> a écrit :

> {MARK}
> Quand est-ce que la salle est libre ?
"""
OUTLOOK_EN = f"""Yes, Tuesday suits us.

Kind regards
Ute

________________________________
From: Ann (Matchmaker) <{TO}>
Sent: Monday, 23 November 2026 10:00
To: Ute Brandl <ute@elsewhere.example>
Subject: Halle writes to you

{MARK}

When is your hall free?
"""
OUTLOOK_DE = f"""Ja, Dienstag passt.

Von: Ann (Matchmaker) <{TO}>
Gesendet: Montag, 23. November 2026 10:00
An: Ute Brandl
Betreff: Halle schreibt Ihnen

{MARK}
"""
OUTLOOK_FR = f"""Oui, mardi nous convient.

De : Ann (Matchmaker) <{TO}>
Envoyé : lundi 23 novembre 2026 10:00
À : Ute Brandl
Objet : Halle vous écrit

{MARK}
"""
OUTLOOK_OLD = f"""Yes, Tuesday suits us.

-----Original Message-----
From: Ann (Matchmaker) [mailto:{TO}]
Sent: Monday, 23 November 2026 10:00

When is your hall free?
"""
APPLE_EN = f"""Yes, Tuesday suits us.

Sent from my iPhone

> On 23 Nov 2026, at 10:00, Ann (Matchmaker) <{TO}> wrote:
>
> {MARK}
> When is your hall free?
"""
APPLE_DE = f"""Ja, Dienstag passt.

Von meinem iPhone gesendet

> Am 23.11.2026 um 10:00 schrieb Ann (Matchmaker) <{TO}>:
>
> {MARK}
"""
APPLE_FR = f"""Oui, mardi nous convient.

Envoyé de mon iPhone

> Le 23 nov. 2026 à 10:00, Ann (Matchmaker) <{TO}> a écrit :
>
> {MARK}
"""
THUNDERBIRD_EN = f"""Yes, Tuesday suits us.

On 23/11/2026 10:00, Ann (Matchmaker) wrote:
> {MARK}
>
> When is your hall free?

--\x20
Ute Brandl, Werkstatt
"""
THUNDERBIRD_BELOW_DE = f"""Am 23.11.26 um 10:00 schrieb Ann (Matchmaker):
> {MARK}
>
> Wann ist eure Halle frei?

Ja, Dienstag passt.

--\x20
Ute Brandl, Werkstatt
"""
THUNDERBIRD_FR = f"""Oui, mardi nous convient.

Le 23/11/2026 à 10:00, Ann (Matchmaker) a écrit :
> {MARK}
>
> Quand est-ce que la salle est libre ?
"""
EN, DE, FR = "Yes, Tuesday suits us.", "Ja, Dienstag passt.", "Oui, mardi nous convient."

WRITTEN: Mapping[str, tuple[str, str]] = {
    "Gmail en": (GMAIL_EN, f"{EN}\n\nUte"),
    "Gmail de": (GMAIL_DE, DE),
    "Gmail fr": (GMAIL_FR, FR),
    "Outlook en": (OUTLOOK_EN, f"{EN}\n\nKind regards\nUte"),
    "Outlook de": (OUTLOOK_DE, DE),
    "Outlook fr": (OUTLOOK_FR, FR),
    "Outlook old": (OUTLOOK_OLD, EN),
    "Apple en": (APPLE_EN, EN),
    "Apple de": (APPLE_DE, DE),
    "Apple fr": (APPLE_FR, FR),
    "Thunderbird en": (THUNDERBIRD_EN, EN),
    "Thunderbird below de": (THUNDERBIRD_BELOW_DE, DE),
    "Thunderbird fr": (THUNDERBIRD_FR, FR),
}
"""What each program writes around an answer, and the answer."""

GMAIL_HTML = f"""<div dir="ltr">Yes, Tuesday &amp; Friday.<div><br></div><div>Ute</div></div><br>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 23 Nov 2026 at 10:00, Ann (Matchmaker)
&lt;<a href="mailto:{TO}">{TO}</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><p>{MARK}</p>
<script>alert(1)</script><p>When is your hall free?</p></blockquote></div>"""
OUTLOOK_HTML = f"""<html><head><style>p {{ margin: 0 }}</style></head><body>
<p class="MsoNormal">Ja, Dienstag passt.</p>
<p>&nbsp;</p><div id="divRplyFwdMsg"><b>Von:</b> Ann (Matchmaker) &lt;{TO}&gt;<br><b>Gesendet:</b> Montag<br>
<b>An:</b> Ute</div><p>{MARK}</p><p>Wann ist eure Halle frei?</p></body></html>"""
