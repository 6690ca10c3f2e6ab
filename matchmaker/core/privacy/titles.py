"""The words of the closed lists of the register, as everybody reads them."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.core.privacy.terms import Basis, Fate, Part, Reader, Until
from matchmaker.core.words import N_

PARTS: Mapping[Part, str] = {
    Part.ACCOUNT: N_("Your account"),
    Part.SIGNING: N_("How you sign in"),
    Part.CHOICES: N_("What you chose and agreed to"),
    Part.PROFILES: N_("Profiles"),
    Part.ACTS: N_("What you did"),
    Part.INTRODUCTIONS: N_("Introductions"),
    Part.MAILS: N_("E-mails"),
    Part.FILES: N_("Files that you brought in"),
    Part.LOG: N_("The log of this site"),
}

BASES: Mapping[Basis, str] = {
    Basis.CONTRACT: N_("to do what you use this site for (Article 6(1)(b) GDPR)"),
    Basis.CONSENT: N_("because you agreed (Article 6(1)(a) GDPR)"),
    Basis.INTEREST: N_("because the site needs it to work well for all (Article 6(1)(f) GDPR)"),
    Basis.DUTY: N_("because the law asks for it (Article 6(1)(c) GDPR)"),
}

READERS: Mapping[Reader, str] = {
    Reader.NOBODY: N_("nobody but you"),
    Reader.COLLEAGUES: N_("who looks after the same profile"),
    Reader.INTRODUCED: N_("the other side of an introduction, and who brokers it"),
    Reader.BROKERS: N_("officials and organisers"),
    Reader.CHOSEN: N_("those whom the profile chooses"),
    Reader.EVERYBODY: N_("everybody; of some fields, those whom the profile chooses"),
}

FATES: Mapping[Fate, str] = {
    Fate.DELETE: N_("It is deleted."),
    Fate.EMPTY: N_("Your part is emptied."),
    Fate.REPLACE: N_("A sign that leads to nobody takes your place."),
    Fate.CLEAN: N_("Your name and your address are taken out."),
    Fate.KEEP: N_("It stays."),
}

UNTIL: Mapping[Until, str] = {
    Until.ACCOUNT: N_("as long as you have an account"),
    Until.PROFILE: N_("as long as the profile is there"),
    Until.INTRODUCTION: N_("as long as the introduction is there"),
    Until.IMPORT: N_("as long as the import is there"),
    Until.ALWAYS: N_("without an end"),
}
