"""Words of number, time, amount and organising: they stand in any text and tell no subject.

Our own lists, drawn up from the commonest words of real profiles in each language. Unlike stop words they
say nothing about the language of a text, so they are left out of the index and serve no guess.
"""

from __future__ import annotations

_ENGLISH = """
zero three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
million millions dozen dozens half halves third thirds quarter quarters fifth tenth percent per cent cents
couple pair single double twice second
year years yearly annual month months monthly week weeks weekly weekend weekends day days daily hour hours
hourly minute minutes morning mornings afternoon afternoons evening evenings tonight today tomorrow
yesterday time times date dates monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
wednesdays thursdays fridays saturdays sundays january february march april june july august september
october november december spring autumn soon later early late former formerly ago long longer longest short
shorter old older new newer big bigger large larger small smaller little next last past present begin begins
began beginning end ends ended ending finish
euro euros pound pounds zloty eur gbp pln kilo kilos kilogram tonne tonnes ton tons metre metres meter
meters square kilometre kilometres km litre litres mile miles
people person persons member members somebody man men everybody nobody none part parts place places thing
side number numbers amount list kind kinds sort type types form case cases example lot lots piece pieces
group groups partner partners partnership organisation organisations organization organizations association
associations enterprise enterprises company companies firm firms business businesses staff team teams
colleague colleagues social abroad country countries europe european region regional local national
international good better best well bad great real right easy simple ready full whole free open sure
try tries tried trying bring brings brought come comes coming take takes taken took taking
let lets see sees seen show shows shown tell tells told know knows known run runs running ran hold holds
held stand stands stood sit sits turn turns turned call calls called ask asks asked answer answers meet
meets met keep keeps kept leave leaves left left stay stays become becomes work works working worked start
started say says said think thinks believe decide decides decided wait waits waiting together
common pass passes follow follows set sets send sends sent count counts
written write writes read reads listen far near beside behind along apart elsewhere inside outside above
below himself herself themselves ourselves yourself self anybody else perhaps nearly exactly hardly simply
really actually alone already hand hands raise raises raised raising thank thanks step steps europa
non profit profits nonprofit achieve achieves achieved achieving
"""

_GERMAN = """
null eins drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million
millionen halb halbe halben hälfte drittel viertel prozent paar dutzend erste ersten erster zweite zweiten
zweiter dritte dritten
jahr jahre jahren jährlich monat monate monaten monatlich woche wochen wöchentlich tag tage tagen täglich
stunde stunden minute minuten uhr morgen vormittag vormittage nachmittag nachmittage abend abende heute
gestern montag montags dienstag dienstags mittwoch mittwochs donnerstag donnerstags freitag freitags samstag
samstags sonntag sonntags januar februar märz april mai juni juli august september oktober november dezember
frühling frühjahr sommer herbst winter zeit mal lang lange langen kurz kurze früher später ehemalig ehemalige
ehemaligen neu neue neuen neuer alt alte alten alter groß große großen klein kleine kleinen letzte letzten
nächste nächsten
euro cent kilo kilos kilogramm tonne tonnen meter quadratmeter kilometer liter
mensch menschen leute person personen mitglied mitglieder mitgliedern jemand niemand teil teile ort orte
sache ding zahl anzahl art arten fall beispiel stück gruppe gruppen partner organisation organisationen
verein vereine unternehmen betrieb betriebe betrieben firma firmen mitarbeiter team teams kollegen sozial
soziale sozialen land länder europa europäisch region regional national international ausland gut gute guten
besser gerne gern einfach bereit ganz ganze ganzen frei freie offen offene kommt kommen nimmt nehmen bringt
bringen geht gehen steht stehen liegt bleibt bleiben arbeitet arbeiten arbeit beginnt ende selbst zusammen
gemeinsam gemeinsame gemeinsamen gemeinsamer gemeinsames eigen eigene eigenem eigenen eigener eigenes dinge
quadratmetern rund hand hände händen europas europäische europäischen europäischer europäisches
"""

_FRENCH = """
zéro trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante
cinquante soixante cent cents mille million millions moitié demi demie tiers quart pourcent douzaine
dizaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine premier première deuxième second
seconde troisième
an ans année années annuel mois semaine semaines jour jours journée journées heure heures minute minutes
matin matins midi soir soirs soirée soirées demain hier lundi mardi mercredi jeudi vendredi samedi dimanche
lundis mardis samedis janvier février mars avril mai juin juillet août septembre octobre novembre décembre
printemps été automne hiver temps fois long longue court courte ancien ancienne anciens anciennes nouveau
nouvelle nouveaux nouvelles vieux vieille vieilles grand grande grands petit petite petits petites dernier
dernière prochain prochaine
euro euros kilo kilos kilogramme tonne tonnes mètre mètres m² km kilomètre kilomètres litre litres
personne personnes gens membre membres quelqu partie lieu lieux chose nombre sorte type cas exemple lot lots
pièce groupe groupes partenaire partenaires organisation organisations association associations entreprise
entreprises société équipe équipes collègue collègues social sociale sociaux sociales pays europe européen
région régional local locale national international étranger bon bonne bons mieux simple prêt prêts tout
libre ouvert ouverte vient viennent venir prend prendre prennent met mettre donne donner donnent tient va
aller travail travaille travailler commence fin fini finie finir seul seule ensemble commun commune main mains
merci suivant suivants suivante suivantes propre propres rien ici déjà européenne européennes européens
"""

_POLISH = """
zero trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście piętnaście dwadzieścia
trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt sto stu dwieście tysiąc tysiące tysięcy milion milionów
pół połowa procent para pierwszy pierwsza pierwsze drugi druga drugie trzeci trzech dwóch dwie czterech
pięciu sześciu siedmiu ośmiu dziesięciu dwudziestu
rok roku lat lata rocznie miesiąc miesiące miesięcy miesiącu miesięcznie tydzień tygodnie tygodni tygodniu
tygodniowo dzień dni dnia dniu dziennie godzina godzin godziny minuta minut rano wieczór wieczorem wieczorami
dziś jutro wczoraj poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca kwietnia
maja czerwca lipca sierpnia września października listopada grudnia czas czasu raz razy długo długi krótki
dawny dawna były byli nowy nowa nowe nowych stary stara stare starych duży duża duże mały mała małe ostatni
następny
euro złoty złote złotych kilo kilogram kg tona tony ton metr metry metrów kilometr kilometrów km litr litrów
ludzie ludzi osoba osoby osób osobom członek członkowie członków część miejsce miejsca rzecz liczba rodzaj
przypadek przykład sztuk sztuki grupa grupy grup partner partnerzy organizacja organizacje organizacji
stowarzyszenie firma firmy firm przedsiębiorstwo zespół społeczny społeczna społeczne społecznych kraj kraju
europa region lokalny krajowy zagranicą dobry dobra dobre lepszy prosty gotowy cały cała wolny otwarty praca
pracy pracuje pracować razem wspólny wspólnie własny własna własne sam sama sami samego jeden jedna jedno
jednego jednej nikt dalej wcześniej zwykle robi robimy ręka ręce europejski europejska europejskie
"""

INFLECTED = ("pl",)
"""Where a word has too many endings to list: here every form of a listed word is left out, by its stem."""

GENERIC_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "pl": frozenset(_POLISH.split()),
}
