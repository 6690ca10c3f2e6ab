"""Words that say nothing about a subject, in the four languages of the first pilots, and in Maltese.

Our own short lists: articles, pronouns, prepositions, auxiliaries and the commonest adverbs. They serve
twice: to leave such words out of the index, and to help with the language of a short text. The lists of the
other languages come from a library (`matchmaker.core.silent`), which lacks Maltese.
"""

from __future__ import annotations

_ENGLISH = """
particular particularly specific specifically related relative relatively start starts started starting order
example important possible currently recent recently already especially mainly therefore ability
help helps helping helped provide provides provided providing find finds finding aim aims aimed project
projects create creates created creating including include includes various based different several
a able about above across after again all almost also although always am among an and another any anyone
anything are around as at away back be became because become been before being between both but by came
can cannot could did do does doing don done down during each either else enough etc even ever every
everyone everything few first for from further get gets getting give given go goes had has have having
he her here hers him his how however i if in indeed into is isn it its itself just keep least less like
look looking looks made make makes making many may me might more most much must my near need needed
needs neither never new no nor not nothing now of off offer offering offers often on once one only onto
or other others our ours out over own per perhaps please put quite rather re same seek seeking several
shall she should since so some someone something still such take than that the their theirs them then
there these they thing things this those three through thus to together too toward towards two under
until up upon us use used using ve very via want wants was way ways we well were what when where whether
which while who whole whom whose why will with within without would yet you your yours
"""

_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim
bieten bin bis bist brauchen da dadurch daher damit dann darauf das dass daß dein deine dem den denn der
deren des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen
einer eines er es etwa etwas euch euer für gegen gibt habe haben hat hatte hatten hier hin hinter ich
ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja jede jedem jeden jeder jedes jedoch
jetzt kann kein keine können könnte machen man mehr mein meine mit muss möchte möchten müssen nach nicht
nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so sollen
sondern sowie suchen um und uns unser unsere unserem unseren unserer unter viel viele vom von vor war
waren was weg weil welche welchem welchen welcher wenn wer werde werden wie wieder will wir wird wo
wollen wurde wurden während zu zum zur zwei zwischen über ab bisher daraus darf dazu denen einmal sonst
"""

_FRENCH = """
afin ai ainsi alors après as au aucun aucune aussi autre autres aux avant avec avoir avons bien c car ce
ceci cela celle celles celui ces cet cette ceux chaque cherchons chez ci comme comment d dans de depuis
des deux donc dont du elle elles en encore entre es est et eu eux faire fait font grâce il ils j je
jusqu l la laquelle le lequel les lesquels leur leurs lors lui là m ma mais me mes moi moins mon même
mêmes n ne ni nos notre nous offrons on ont ou où par parce pas pendant peu peut peuvent plus plusieurs
pour pourquoi proposons qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses si
sien soi soit son sont sous souvent sur t ta te tes toi ton tous tout toute toutes très tu un une vers
voici vos votre vous y à ça étaient était étant être
"""

_POLISH = """
a aby albo ale ani aż bardzo bez bo by być był była było były będzie będą chce ci co coraz czy czyli dla
do dwa gdy gdzie go i ich ile im in inne innych ja jak jakie jako je jednak jego jej jest jestem
jesteśmy jeszcze jeśli już każdy kiedy kto która które którego której który którzy lub ma mają mam mamy
mi między mnie może można my mój na nad nam nami nas nasz nasza nasze naszej naszych nich nie niej nim
niż no o od oferujemy oraz po pod ponad poprzez potrzebujemy poza przed przez przy siebie się sobie
swoich swoje szukamy są ta tak także tam te tego tej ten też to tu tych tylko tym u w was we wiele wielu
więc wszystkich wszystkie wszystko z za ze że żeby czego czemu czym kim swój swoja swoją dzięki około
"""

_MALTESE = """
aktar aħna ax b bejn biex bil bin bit bla bħal d dak dan dawk dawn dik din dwar f fejn fi fid fil fin fir fis
fit fiż fl fost fuq għal għalhekk għall għand għandna għandu ħafna hawn hekk hemm hi hija hu huma huwa id iżda
ieħor ikun il illi in ir is it iż iċ jew jekk jien jista jkun kien kienet kienu kif kollha kull kulħadd l li
lil ma magħna madwar meta mhux mid mil mill min minn mingħajr mis mit n nistgħu oħra qabel qed r s se sabiex
ta tad tagħha tagħhom tagħna tal tan tar tas taċ tat tax taż tista tkun tul u wara wieħed waħda wkoll xi
xejn z ż
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "pl": frozenset(_POLISH.split()),
}
"""Our own lists of the four languages, which also help to guess."""

MALTESE = frozenset(_MALTESE.split())

_RELATIVES = """
that which who whose where when while because if dass weil wenn qui dont où który która które którzy
"""

_OPENERS = """
a an the our your their his her its this these to for with without from by in on at into about as
ein eine einen einem einer der die das den dem unser unsere für mit ohne von aus bei in auf um zu
un une des le la les nos notre pour avec sans dans sur par en de du z w na od do bez dla przez po
"""

_JOINERS = "and or und oder et ou i oraz lub we they it you he she wir sie es nous ils elles on"

RELATIVES = frozenset(_RELATIVES.split())
"""What begins a relative clause: the best place to begin a quote in the middle of a sentence."""

OPENERS = frozenset(_OPENERS.split())
"""What begins a group of words: a better place to begin than a bare noun."""

BEGINNINGS = RELATIVES | OPENERS | frozenset(_JOINERS.split())
"""All of these, and what joins or begins a clause of its own: a quote that starts so needs no more words."""
