"""The sentences that say on what the weights in force rest."""

from __future__ import annotations

from matchmaker import context, i18n
from matchmaker.core.answers import Question
from matchmaker.services.network import Disclosure, Learning
from matchmaker.web.words import _, ngettext


def weighed(known: Disclosure) -> tuple[str, ...]:
    """Since when the weights are learnt, from what, and which are as shipped."""
    if known.learnt is None:
        return (
            _("The weights in force here are those that the program ships with."),
            _(
                "As soon as the past of this network holds %(number)s cases, they are learnt from it. A case"
                " is an organisation that found new partners, or a list in which somebody saved one"
                " suggestion and turned down another.",
                number=i18n.number(known.fewest, context.language()),
            ),
        )
    return (_learnt(known.learnt), *_shipped(known.learnt))


def _learnt(learnt: Learning) -> str:
    language = context.language()
    return _(
        "The weights in force here were last learnt on %(day)s, from %(partnerships)s and %(judgements)s."
        " They are held near those that the program ships with, and more so the less is known.",
        day=i18n.day(learnt.at.date(), language),
        partnerships=ngettext("%(num)d partnership", "%(num)d partnerships", learnt.partnerships),
        judgements=ngettext(
            "%(num)d judgement of a suggestion", "%(num)d judgements of suggestions", learnt.judgements
        ),
    )


def _shipped(learnt: Learning) -> tuple[str, ...]:
    """What is not learnt yet."""
    if Question.NEED not in learnt.questions:
        return (_("The weights for one need are as shipped: too little is known here about needs yet."),)
    if Question.PROFILE not in learnt.questions:
        return (_("The weights for a whole profile are as shipped: too little is known here yet."),)
    return ()
