"""The words by which the writing coach knows what a sentence says; our own small lists, by language.

They need not be complete: who is missed gets a hint too many, and no hint keeps anybody from saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language: `everyday` words name no thing, `people` say for whom, `measures` where or how much."""

    everyday: frozenset[str]
    people: frozenset[str]
    measures: frozenset[str]


_EVERYDAY_EN = """
help support assistance cooperation collaboration collaborate cooperate cooperating collaborating partner
partnership project projects idea ideas initiative initiatives solution solutions service services activity
activities expertise experience experiences experienced knowledge skills skill resources resource opportunity
opportunities development develop developing innovation innovations innovative sustainable sustainability
impact community communities future change changes world vision mission passion passionate society quality
professional value values network networks networking exchange contacts contact interest interested
interesting information topic topics field fields area areas improve improving strengthen growth grow
potential creative creativity challenge challenges empower empowering empowerment inclusive inclusion
participation engagement
commitment strong modern holistic tailored individual happy welcome similar kind
possible general useful concrete joint mutual advice consulting offer offers need needs many important useful
life lives positive heart dream dreams difference effective efficient great build building join share sharing
things stuff everyone anyone like-minded progress dialogue excellence transformation
"""
_PEOPLE_EN = """
child children kid kids pupil pupils student students learner learners apprentice apprentices trainee trainees
youth teenager teenagers adult adults woman women girl girls boy boys family families parent parents mother
mothers father fathers senior seniors elderly pensioner pensioners resident residents tenant tenants neighbour
neighbours neighbor neighbors refugee refugees migrant migrants newcomer newcomers unemployed jobseeker
jobseekers worker workers employee employees staff driver drivers volunteer volunteers customer customers
client clients patient patients carer carers nurse nurses teacher teachers trainer trainers founder founders
entrepreneur entrepreneurs cooperative cooperatives charity charities association associations club clubs
school schools kindergarten kindergartens nursery nurseries hospital hospitals council councils municipality
municipalities authority authorities company companies farm farms farmer farmers shop shops artist artists
prisoner prisoners homeless disabled deaf blind team teams visitor visitors guest guests tourist tourists
household households user users mechanic mechanics official officials beginner beginners colleague colleagues
buyer buyers choir choirs baker bakers restaurant restaurants canteen canteens enterprise enterprises shelter
shelters landlord landlords manager managers crew crews cook cooks participant participants relatives group
groups
co-operative co-operatives ventures
"""
_MEASURES_EN = """
two three four five six seven eight nine ten eleven twelve fifteen sixteen twenty thirty forty fifty sixty
hundred thousand dozen half quarter monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
wednesdays thursdays fridays saturdays sundays january february march april june july august september october
november december spring summer autumn winter daily weekly monthly yearly year years month months week weeks
weekend weekends day days hour hours evening evenings morning mornings afternoon afternoons night nights
euro euros tonne tonnes kilo kilos metres near nearby station district neighbourhood village valley region
regional downtown online outskirts harbour castle riverside countryside twice once
"""
_EVERYDAY_DE = """
hilfe unterstützung unterstützen zusammenarbeit kooperation kooperationen kooperieren partnerschaft
partnerschaften projekt projekte projekten idee ideen initiative initiativen lösung lösungen dienstleistung
dienstleistungen leistungen angebot angebote angeboten bedarf aktivität aktivitäten expertise erfahrung
erfahrungen wissen kompetenz kompetenzen fähigkeiten ressourcen möglichkeit möglichkeiten chance chancen
entwicklung entwickeln innovation innovationen innovativ innovative innovativen nachhaltig nachhaltige
nachhaltigen nachhaltigkeit wirkung gemeinschaft zukunft wandel veränderung welt vision mission leidenschaft
gesellschaft qualität professionell professionelle wert werte werten netzwerk netzwerke vernetzung austausch
kontakte kontakt interesse interessiert interessante informationen thema themen bereich bereiche bereichen
verbessern stärken wachstum potenzial potenziale kreativ kreative kreativität herausforderung
herausforderungen teilhabe engagement stark starke modern ganzheitlich ganzheitliche individuell individuelle
ähnlich ähnliche mögliche allgemeine nützliche konkret konkrete beratung angebot wichtig leben herz traum
träume unterschied effektiv effizient aufbauen gestalten mitmachen teilen dinge gleichgesinnte fortschritt
dialog miteinander vielfalt mensch mittelpunkt mut vertrauen zukunftsfähig maßgeschneidert wege bewegen
"""
_PEOPLE_DE = """
kinder kindern jugendliche jugendlichen schüler schülern schülerinnen lernende lernenden auszubildende
auszubildenden azubis lehrlinge studierende studierenden studenten frauen männer mädchen familie familien
eltern mütter väter senioren seniorinnen ältere älteren rentner bewohner bewohnerinnen mieter mieterinnen
nachbarn geflüchtete geflüchteten flüchtlinge zugewanderte migranten migrantinnen arbeitslose arbeitslosen
beschäftigte beschäftigten mitarbeitende mitarbeitenden mitarbeiter mitarbeiterinnen angestellte fahrer
fahrerinnen ehrenamtliche ehrenamtlichen freiwillige freiwilligen mitglieder kunden kundinnen gäste gästen
patienten pflegende angehörige angehörigen pflegekräfte lehrkräfte lehrer lehrerinnen trainer gründer
gründerinnen unternehmen betriebe betrieben genossenschaft genossenschaften verein vereine vereinen schulen
schule kita kitas kindergärten pflegeheime heime krankenhäuser kommunen städte gemeinden landkreise firmen
höfe landwirte läden künstler künstlerinnen gefangene haftentlassene obdachlose wohnungslose gehörlose
gehörlosen blinde rollstuhlfahrer team teams gruppen wohngruppen besucher besucherinnen touristen haushalte
nutzer handwerker anfänger kolleginnen kollegen käufer abnehmer chöre bäcker gaststätten kantinen
sozialbetriebe einrichtungen werkstätten vermieter köche
"""
_MEASURES_DE = """
zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn sechzehn zwanzig dreißig vierzig fünfzig
hundert tausend dutzend halbe halber halben montag dienstag mittwoch donnerstag freitag samstag sonntag
montags dienstags mittwochs donnerstags freitags samstags sonntags januar februar märz april mai juni juli
august september oktober november dezember frühling frühjahr sommer herbst winter täglich wöchentlich
monatlich jährlich jahr jahre jahren monat monate monaten woche wochen wochenende wochenenden tag tage tagen
stunde stunden abend abende abends abenden morgen vormittag vormittags nachmittag nachmittags nachts euro
tonne tonnen kilo quadratmeter nähe bahnhof stadtteil viertel dorf tal region regional innenstadt stadtmitte
online umkreis hafen landkreis umland halbtags ganztags zweimal einmal
"""
_EVERYDAY_FR = """
aide aider soutien soutenir accompagnement coopération coopérations coopérer collaboration collaborations
collaborer partenariat partenariats projet projets idée idées initiative initiatives solution solutions
service services activité activités expertise expérience expériences savoir savoirs compétence compétences
ressource ressources possibilité possibilités occasion occasions développement développer innovation
innovations innovant innovante innovants innovantes durable durables durabilité impact communauté communautés
avenir futur changement changer monde vision mission passion société qualité professionnel professionnelle
valeur valeurs réseau réseaux échange échanges échanger contact contacts intérêt intéressé intéressés
intéressant information informations thème thèmes sujet sujets domaine domaines améliorer renforcer
croissance potentiel créatif créative créativité défi défis inclusif inclusive inclusion participation
engagement fort forte moderne global globale personnalisé similaire similaires possible utile concret
conseil conseils offre offres besoin besoins vie cœur rêve rêves différence efficace construire partager
choses progrès dialogue solidarité solidaire humain ambition confiance sens divers diverses nombreux
"""
_PEOPLE_FR = """
enfant enfants élève élèves étudiant étudiants étudiantes apprenant apprenants apprenti apprentis jeune jeunes
adolescent adolescents adulte adultes femme femmes fille filles garçons famille familles parent parents mère
mères père pères senior seniors aînés retraité retraités habitant habitants locataire locataires résident
résidents voisin
voisins voisines réfugié réfugiés réfugiées migrant migrants exilés chômeur chômeurs demandeurs salarié
salariés salariées employé employés équipe équipes chauffeur chauffeurs bénévole bénévoles adhérent adhérents
client clients patient patients aidants soignants enseignants formateurs créateur créateurs entrepreneur
entrepreneurs coopérative coopératives association associations club clubs école écoles crèche crèches collège
lycée lycées ehpad hôpital hôpitaux commune communes villes mairie mairies collectivité collectivités
entreprise entreprises ferme fermes agriculteurs maraîchers commerçants artistes détenus sourds sourdes
aveugles visiteurs touristes ménages usagers artisans débutants collègues acheteur acheteurs cantine cantines
restaurants chorales boulangers ateliers structures bailleurs cuisiniers
"""
_MEASURES_FR = """
deux trois quatre cinq sept huit neuf dix onze douze quinze seize vingt trente quarante cinquante soixante
cent
cents mille douzaine dizaine vingtaine trentaine centaine moitié demi demie lundi mardi mercredi jeudi
vendredi samedi dimanche lundis mardis mercredis jeudis vendredis samedis dimanches janvier février mars avril
mai juin juillet août septembre octobre novembre décembre printemps automne hiver an ans année années mois
semaine semaines week-end jour jours journée journées heure heures soir soirs soirée soirées matin matins
après-midi nuit euro euros tonne tonnes kilo kilos gare quartier village vallée région régional centre-ville
ligne proximité alentours port arrondissement hebdomadaire mensuel quotidien
"""

WORDS: Mapping[str, Words] = {
    "en": Words(*(frozenset(part.split()) for part in (_EVERYDAY_EN, _PEOPLE_EN, _MEASURES_EN))),
    "de": Words(*(frozenset(part.split()) for part in (_EVERYDAY_DE, _PEOPLE_DE, _MEASURES_DE))),
    "fr": Words(*(frozenset(part.split()) for part in (_EVERYDAY_FR, _PEOPLE_FR, _MEASURES_FR))),
}
"""By the code of the language; a text in another one is only looked at for what needs no words."""
