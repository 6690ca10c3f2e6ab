"""Words under which our themes stand in other people's lists: English first, some German, French, Polish."""

from __future__ import annotations

THEME_SYNONYMS: dict[str, str] = {
    "theme-work-integration": "employment|work and employment|job|jobs|work|labour market|unemployment|wise"
    "|work integration|vocational rehabilitation|arbeit|beschäftigung|arbeitsmarkt|inklusionsbetrieb"
    "|emploi|insertion|insertion professionnelle|travail|praca|zatrudnienie|rynek pracy",
    "theme-education": "education|skills|training|learning|school|schools|literacy|stem|digital education"
    "|lifelong learning|bildung|ausbildung|schule|weiterbildung|formation|école|edukacja"
    "|szkolenia|szkoła|capacity building",
    "theme-youth": "youth|young people|children|childcare|kindergarten|families|disadvantaged youth|students"
    "|jugend|kinder|familie|jeunesse|enfance|jeunes|młodzież|dzieci|rodzina",
    "theme-ageing": "ageing|aging|elderly|older people|seniors|senior citizens|pensioners|senioren"
    "|personnes âgées|seniorzy|osoby starsze",
    "theme-care": "care|social care|home care|social work|carers|social services|nursing|pflege"
    "|soziale arbeit|sozialarbeit|aide à domicile|services sociaux|opieka|usługi społeczne",
    "theme-health": "health|health care|healthcare|wellbeing|well being|mental health|medicine|prevention"
    "|gesundheit|santé|bien être|zdrowie",
    "theme-disability": "disability|disabilities|disabled|accessibility|special needs|inclusion of people "
    "with disabilities|behinderung|barrierefreiheit|handicap|accessibilité|niepełnosprawność|dostępność",
    "theme-migration": "migration|migrants|refugees|asylum|integration of migrants|newcomers|flüchtlinge"
    "|geflüchtete|réfugiés|migracje|uchodźcy|migracja|immigration",
    "theme-equality": "equality|inclusion|social inclusion|gender|gender equality|women|anti discrimination"
    "|human rights|poverty|lgbt|roma|women and children|gleichstellung|armut|égalité|femmes|pauvreté"
    "|exclusion|równość|kobiety|ubóstwo|diversity",
    "theme-housing": "housing|homelessness|homeless|cooperative housing|affordable housing|wohnen"
    "|wohnungsbau|obdachlosigkeit|logement|habitat|sans abri|mieszkania|mieszkalnictwo|bezdomność",
    "theme-neighbourhood": "neighbourhood|neighbourhoods|neighborhood|neighbourhood regeneration"
    "|urban development|urban regeneration|community|community development|community centre|regeneration"
    "|hybrid space|placemaking|quartier|nachbarschaft|stadtteil|stadtentwicklung|sąsiedztwo|rewitalizacja",
    "theme-rural": "rural|rural development|villages|countryside|islands|ländlicher raum|dorf|ruralité"
    "|milieu rural|wieś|obszary wiejskie",
    "theme-food": "food|farming|agriculture|gardening|community garden|nutrition|food distribution"
    "|food justice|catering|landwirtschaft|ernährung|lebensmittel|alimentation|żywność|rolnictwo",
    "theme-repair-reuse": "repair|reuse|re use|second hand|upcycling|repair café|reparatur|gebraucht"
    "|wiederverwendung|réparation|réemploi|ressourcerie|naprawa|ponowne użycie",
    "theme-circular-economy": "circular economy|recycling|waste|waste management|zero waste|sharing economy"
    "|collaborative economy|kreislaufwirtschaft|abfall|économie circulaire|déchets|recyclage"
    "|gospodarka obiegu zamkniętego|odpady",
    "theme-energy": "energy|climate|renewable energy|energy and environment|energy poverty|solar|energie"
    "|energiewende|klima|climat|energia|klimat|sustainability",
    "theme-nature": "nature|environment|biodiversity|green spaces|water|forest|conservation|umwelt|natur"
    "|naturschutz|environnement|biodiversité|środowisko|przyroda|ecology",
    "theme-mobility": "transport|mobility|cycling|bicycle|logistics|traffic|mobilität|verkehr|fahrrad"
    "|mobilité|vélo|mobilność|rower",
    "theme-culture": "culture|arts|art|cultural|cultural heritage|heritage|music|theatre|film|museum"
    "|creative|creative industries|photography|kultur|kunst|musik|patrimoine|kultura|sztuka|dziedzictwo",
    "theme-sport-tourism": "sport|sports|tourism|leisure|travel|recreation|freizeit|tourismus|loisirs"
    "|tourisme|turystyka|rekreacja",
    "theme-digital": "digital|open data|open source|open hardware|open knowledge|open networks|technology"
    "|tech|tech for good|ict|software|internet|internet of things|web|coding|fablab|makers|civic tech"
    "|digital social innovation|digital services|digital fabrication|digital inclusion|3dprint|blockchain"
    "|artificial intelligence|digitalisierung|numérique|cyfryzacja|technologia",
    "theme-science": "science|research|citizen science|university|academia|research network|wissenschaft"
    "|forschung|recherche|nauka|badania",
    "theme-participation": "participation|democracy|participation and democracy|citizen participation"
    "|civic engagement|volunteering|voluntary|crowdsourcing|activism|governance|civil society|beteiligung"
    "|demokratie|ehrenamt|participation citoyenne|démocratie|bénévolat|partycypacja|demokracja|wolontariat",
    "theme-finance": "finance|social finance|crowdfunding|impact finance|finance and economy|microfinance"
    "|microcredit|impact investing|complementary currencies|banking|finanzierung|mikrofinanzierung"
    "|finance solidaire|finanse|funding",
    "theme-procurement": "procurement|public procurement|social procurement|social clauses"
    "|responsible procurement|vergabe|beschaffung|öffentliche beschaffung|marchés publics|achats responsables"
    "|clauses sociales|zamówienia publiczne",
    "theme-enterprise": "social enterprise|social enterprises|social entrepreneurship|social innovation"
    "|entrepreneurship|start up|startup|incubator|accelerator|social economy|innovation|business support"
    "|cooperatives|third sector|sozialunternehmen|gründung|sozialwirtschaft|entrepreneuriat"
    "|entreprise sociale|économie sociale|przedsiębiorczość|ekonomia społeczna|przedsiębiorstwo społeczne"
    "|gospodarka społeczna",
}
"""For each theme its other names, joined by "|"."""

GROUP_SYNONYMS: dict[str, str] = {
    "group-everyone": "everyone|everybody|general public|local community|community|residents|citizens",
    "group-children": "children|families|kids|pupils|parents",
    "group-youth": "youth|young people|young adults|teenagers|students|neet|neets",
    "group-older": "elderly|older people|seniors|pensioners",
    "group-women": "women|girls",
    "group-unemployed": "unemployed|long term unemployed|jobseekers|job seekers|unemployed people",
    "group-low-skills": "low skilled|low skilled people|people with low skills|early school leavers",
    "group-poverty": "poor|people in poverty|low income households|low income",
    "group-homeless": "homeless|homeless people|rough sleepers",
    "group-migrants": "migrants|refugees|asylum seekers|immigrants|newcomers"
    "|people with a migrant background",
    "group-roma": "roma|travellers|roma people",
    "group-disability": "disabled|disabled people|people with a disability|persons with disabilities",
    "group-mental-health": "mental health|mental illness|people with mental health problems",
    "group-addiction": "addiction|drug users|people with addictions",
    "group-prison": "prisoners|ex prisoners|offenders|ex offenders",
    "group-carers": "carers|caregivers|informal carers",
    "group-single-parents": "single parents|lone parents|single mothers",
    "group-lgbtiq": "lgbt|lgbti|lgbtq|lgbtiq|lgbtqi",
    "group-remote": "rural people|rural population|rural communities|islanders",
}
"""For each target group its other names, joined by "|"."""
