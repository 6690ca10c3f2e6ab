"""Words by which a text shows its theme, beside the labels and the synonyms: our own, by language.

They are what people write ("meals", "Mittagessen"), not what lists are called ("food and farming"). Words
that would also stand in many other texts are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

Cues = Mapping[str, Mapping[str, str]]
"""Key of a term -> language -> its words and phrases, joined by "|"."""

THEME_CUES: Cues = {
    "theme-work-integration": {
        "en": "out of work|unemployed|jobless|job seekers|work placement|long term unemployed|first job"
        "|apprentices|jobcentre|without work|back into work",
        "de": "arbeitslos|langzeitarbeitslos|arbeitsuchend|arbeitsplatz|wiedereinstieg|ohne arbeit"
        "|jobcenter|arbeitsmarkt",
        "fr": "chômage|chômeur|sans emploi|retour à l'emploi|chantier d'insertion|demandeurs d'emploi",
        "pl": "bezrobotny|bezrobocie|bez pracy|rynek pracy|aktywizacja zawodowa|miejsca pracy",
    },
    "theme-education": {
        "en": "teach|teacher|lessons|pupils|classroom|course|learners|tutoring|apprenticeship"
        "|reading and writing",
        "de": "unterricht|lehrer|lernen|kurse|lehrwerkstatt|lehrling|schüler|nachhilfe|qualifizierung",
        "fr": "apprendre|élèves|enseigner|cours|apprentissage|apprentis|soutien scolaire|éducation",
        "pl": "nauka|nauczyciel|uczniowie|kurs|lekcje|nauczanie|korepetycje|edukacyjny",
    },
    "theme-youth": {
        "en": "child|teenagers|youngsters|playground|nursery|pupils|parents|school leavers|youth club",
        "de": "jugendliche|junge menschen|kita|schüler|eltern|spielplatz|kindergarten|azubis",
        "fr": "enfants|adolescents|crèche|parents|collégiens|lycéens|famille",
        "pl": "młodzi|nastolatki|przedszkole|rodzice|uczniowie|dziecko|świetlica",
    },
    "theme-ageing": {
        "en": "older residents|old age|retired|grandparents|dementia|care home|lonely older|over 65",
        "de": "ältere menschen|alter|rentner|senioren|demenz|pflegeheim|altersheim",
        "fr": "aînés|retraités|vieillesse|troisième âge|séniors|maison de retraite",
        "pl": "starsi|emeryci|starość|demencja|dom opieki|babcie",
    },
    "theme-care": {
        "en": "carer|day care|respite|assisted living|help at home|nurses|support workers|care home",
        "de": "pflegende|betreuung|tagespflege|pflegedienst|angehörige|assistenz|häusliche hilfe",
        "fr": "soins|aidants|accompagnement social|auxiliaire de vie|à domicile|aide aux personnes",
        "pl": "opiekunowie|pielęgniarki|opieka domowa|asystent|wsparcie rodzin|opiekuńczy",
    },
    "theme-health": {
        "en": "healthy|patients|clinic|therapy|psychology|mental illness|loneliness|exercise|doctors"
        "|depression",
        "de": "gesund|patienten|therapie|klinik|psychisch|ärzte|vorsorge|einsamkeit",
        "fr": "soin|patients|thérapie|santé mentale|médecins|prévention|psychique",
        "pl": "zdrowy|pacjenci|terapia|lekarze|psychiczny|profilaktyka|rehabilitacja",
    },
    "theme-disability": {
        "en": "wheelchair|deaf|blind|learning difficulties|autism|easy read|sign language|disabled people",
        "de": "rollstuhl|gehörlos|blind|autismus|leichte sprache|behindert|inklusiv|inklusion|barrierefrei",
        "fr": "fauteuil roulant|sourd|aveugle|autisme|langue des signes|handicapé|esat|accessible",
        "pl": "wózek inwalidzki|głuchy|niewidomy|autyzm|język migowy|niepełnosprawny|dostępny",
    },
    "theme-migration": {
        "en": "refugee|migrant|arrived|asylum seekers|interpreters|language course|newly arrived|fled",
        "de": "flucht|geflüchtet|zugewandert|sprachkurs|dolmetscher|einwanderung|asyl|ankommen",
        "fr": "réfugié|migrants|exilés|demandeurs d'asile|primo-arrivants|interprètes|accueil des étrangers",
        "pl": "uchodźca|cudzoziemcy|migranci|kurs języka|tłumacze|azyl|ukraina",
    },
    "theme-equality": {
        "en": "equal|discrimination|racism|violence against women|exclusion|low income|debt|hardship",
        "de": "gleichberechtigung|frauen|diskriminierung|rassismus|ausgrenzung|schulden|benachteiligt",
        "fr": "discrimination|racisme|précarité|inégalités|violences|droits des femmes|exclus",
        "pl": "równe|dyskryminacja|rasizm|wykluczenie|przemoc|biedni|zadłużenie|wykluczeni",
    },
    "theme-housing": {
        "en": "homes|flats|tenants|rent|shelter|rough sleepers|landlord|rooms to rent|hostel|roof over",
        "de": "wohnung|wohnungslos|mieter|miete|obdachlos|wohnprojekt|notunterkunft|vermieter",
        "fr": "logements|locataires|loyer|hébergement|sans-abri|bailleur|mal-logés",
        "pl": "mieszkanie|lokatorzy|czynsz|bezdomny|noclegownia|schronisko|najem",
    },
    "theme-neighbourhood": {
        "en": "neighbours|local people|community hall|village hall|street|square|shared space|meeting place"
        "|estate|town centre|empty shops",
        "de": "nachbarn|viertel|treffpunkt|bürgerhaus|begegnung|platz|leerstand|stadtteilzentrum|kiez",
        "fr": "quartier|voisins|voisinage|tiers-lieu|maison de quartier|place|centre social|habitants",
        "pl": "sąsiedzi|dzielnica|osiedle|dom kultury|miejsce spotkań|mieszkańcy|podwórko",
    },
    "theme-rural": {
        "en": "village|island|remote|highlands|mountain|hamlet|far from",
        "de": "dörfer|ländlich|bauernhof|abgelegen|berge|land",
        "fr": "rural|village|campagne|montagne|île|ruralité",
        "pl": "wieś|wiejski|gmina wiejska|góry|wyspa|na wsi",
    },
    "theme-food": {
        "en": "meals|cook|kitchen|bread|bakery|vegetables|fruit|farm|canteen|soup|cafe|restaurant|lunch"
        "|grow|harvest|hungry|surplus food",
        "de": "essen|kochen|küche|brot|bäckerei|gemüse|obst|hof|kantine|suppe|café|restaurant|mittagessen"
        "|ernte|bauern|tafel",
        "fr": "repas|cuisine|cuisiner|pain|boulangerie|légumes|fruits|ferme|cantine|soupe|restaurant"
        "|maraîchage|récolte|épicerie|paniers",
        "pl": "posiłki|gotować|kuchnia|chleb|piekarnia|warzywa|owoce|gospodarstwo|stołówka|zupa|restauracja"
        "|obiady|zbiory|catering",
    },
    "theme-repair-reuse": {
        "en": "mend|repairing|used furniture|spare parts|workshop for repair|secondhand|refurbish"
        "|washing machines|fix|restore",
        "de": "reparieren|instandsetzen|gebrauchtmöbel|ersatzteile|aufarbeiten|waschmaschinen|flohmarkt"
        "|repair",
        "fr": "réparer|remettre en état|seconde main|pièces détachées|recyclerie|occasion|réutilisation"
        "|reconditionner",
        "pl": "naprawiać|używane|części zamienne|odnawiać|drugie życie|serwis|używane meble",
    },
    "theme-circular-economy": {
        "en": "rubbish|leftover materials|packaging|scrap|compost|recycled|textiles collected|surplus"
        "|offcuts",
        "de": "müll|reststoffe|verpackung|kompost|wertstoffe|recycelt|mehrweg|kreislauf",
        "fr": "ordures|emballages|compost|tri|matières|recyclé|consigne|invendus",
        "pl": "śmieci|opakowania|kompost|surowce|recykling|odzysk|obieg zamknięty",
    },
    "theme-energy": {
        "en": "heating|insulation|solar panels|electricity|wind|heat pumps|carbon|energy bills|retrofit"
        "|boiler",
        "de": "heizung|dämmung|solaranlage|strom|wärmepumpe|photovoltaik|sanierung|klimaschutz",
        "fr": "chauffage|isolation|panneaux solaires|électricité|rénovation énergétique|carbone|éolien",
        "pl": "ogrzewanie|ocieplenie|panele słoneczne|prąd|fotowoltaika|pompy ciepła|termomodernizacja",
    },
    "theme-nature": {
        "en": "trees|park|bees|river|garden|wildlife|soil|meadow|plants|woodland",
        "de": "bäume|park|bienen|fluss|garten|boden|wiese|pflanzen|wald",
        "fr": "arbres|parc|abeilles|rivière|jardin|sol|plantes|forêt|espaces verts",
        "pl": "drzewa|park|pszczoły|rzeka|ogród|gleba|rośliny|las|łąka",
    },
    "theme-mobility": {
        "en": "bike|bicycles|bus|cargo bikes|car sharing|drivers|delivery|lorry|rides|station",
        "de": "rad|lastenrad|bus|carsharing|fahrer|lieferung|fahrdienst|bürgerbus|bahnhof",
        "fr": "bus|vélo cargo|autopartage|chauffeurs|livraison|transport|déplacements|covoiturage",
        "pl": "autobus|rowerowy|kierowcy|dostawa|przewóz|transport|dojazd",
    },
    "theme-culture": {
        "en": "choir|stage|concerts|artists|painting|library|festival|dance|puppet|exhibition|crafts|books",
        "de": "chor|bühne|konzerte|künstler|malen|bibliothek|fest|tanz|ausstellung|handwerk|bücher|theater",
        "fr": "chorale|scène|concerts|artistes|peinture|bibliothèque|danse|spectacle|exposition|livres"
        "|théâtre|musique|culture",
        "pl": "chór|scena|koncerty|artyści|malarstwo|biblioteka|festiwal|taniec|wystawa|książki|teatr|muzyka",
    },
    "theme-sport-tourism": {
        "en": "football|gym|swimming|hikers|visitors|hotel|guests|tours|climbing|camping|sailing",
        "de": "fußball|turnen|schwimmen|wandern|gäste|hotel|führungen|klettern|verein für sport",
        "fr": "football|natation|randonnée|visiteurs|hôtel|touristes|escalade|voyage",
        "pl": "piłka nożna|pływanie|wycieczki|goście|hotel|turyści|wspinaczka|sportowy",
    },
    "theme-digital": {
        "en": "computers|website|app|laptops|online|programming|data|tablets|smartphones|robots|platform",
        "de": "computer|webseite|app|laptops|online|programmieren|daten|tablets|plattform|digital",
        "fr": "ordinateurs|site web|application|en ligne|programmation|données|tablettes|inclusion numérique",
        "pl": "komputery|strona internetowa|aplikacja|laptopy|programowanie|dane|cyfrowy|online",
    },
    "theme-science": {
        "en": "study|researchers|laboratory|evaluation|measure impact|scientists|survey",
        "de": "studie|forscher|labor|auswertung|hochschule|wissenschaftler|universität",
        "fr": "étude|chercheurs|laboratoire|évaluation|université|scientifique",
        "pl": "badacze|laboratorium|ewaluacja|uniwersytet|naukowcy|uczelnia",
    },
    "theme-participation": {
        "en": "volunteers|voting|assembly|residents decide|petition|council of citizens|have a say|campaign",
        "de": "ehrenamtlich|mitbestimmung|bürgerrat|abstimmung|mitreden|freiwillige|bürger",
        "fr": "bénévoles|citoyens|assemblée|vote|concertation|conseil citoyen|budget participatif",
        "pl": "wolontariusze|głosowanie|obywatele|konsultacje|budżet obywatelski|mieszkańcy decydują",
    },
    "theme-finance": {
        "en": "loans|grants|investors|savings|credit union|bank|donations|capital|shares",
        "de": "kredite|darlehen|fördermittel|investoren|bank|spenden|kapital|stiftung",
        "fr": "prêts|subventions|investisseurs|banque|dons|épargne|capital|financement",
        "pl": "pożyczki|dotacje|inwestorzy|bank|darowizny|oszczędności|kapitał|finansowanie",
    },
    "theme-procurement": {
        "en": "tenders|contracts|public buyers|reserved contracts|bidding|council buys",
        "de": "ausschreibungen|vergabestelle|öffentliche aufträge|bieter|einkauf der stadt",
        "fr": "appels d'offres|commande publique|acheteurs publics|marchés réservés",
        "pl": "przetargi|zamówienia|klauzule społeczne|zamawiający",
    },
    "theme-enterprise": {
        "en": "founders|business plan|co-operative|cooperative|startups|coaching for founders"
        "|new enterprises",
        "de": "gründer|geschäftsmodell|genossenschaft|startups|gründerzentrum|sozialunternehmer",
        "fr": "créateurs|entrepreneurs|coopérative|incubateur|jeunes pousses|porteurs de projet",
        "pl": "założyciele|spółdzielnia|biznesplan|startupy|inkubator|przedsiębiorcy",
    },
}

GROUP_CUES: Cues = {
    "group-children": {
        "en": "child|schools|nursery|kindergarten|childcare",
        "de": "kinder|familien|eltern|schüler|schulen|kita",
        "fr": "enfants|familles|parents|élèves|écoles|crèche",
        "pl": "dzieci|rodziny|rodzice|uczniowie|szkoły|przedszkole",
    },
    "group-youth": {
        "en": "youngsters|apprentices|school leavers|pupils",
        "de": "jugendliche|junge menschen|jugend|azubis|lehrlinge",
        "fr": "jeunes|adolescents|apprentis",
        "pl": "młodzież|młodzi|nastolatki",
    },
    "group-older": {
        "en": "older residents|old people|dementia|retired|care home",
        "de": "senioren|ältere menschen|alte menschen|demenz|rentner",
        "fr": "personnes âgées|aînés|retraités|seniors",
        "pl": "seniorzy|osoby starsze|starsi|emeryci",
    },
    "group-women": {
        "en": "woman|mothers", "de": "frauen|mädchen", "fr": "femmes|filles", "pl": "kobiety|dziewczęta",
    },
    "group-unemployed": {
        "en": "out of work|without work|jobless|long term unemployed",
        "de": "arbeitslose|langzeitarbeitslose|arbeitsuchende|ohne arbeit",
        "fr": "chômeurs|demandeurs d'emploi|sans emploi",
        "pl": "bezrobotni|bez pracy|długotrwale bezrobotni",
    },
    "group-low-skills": {
        "en": "no qualifications|without a certificate|unskilled",
        "de": "ungelernte|ohne abschluss|geringqualifizierte",
        "fr": "sans diplôme|peu qualifiés",
        "pl": "bez kwalifikacji|niskie kwalifikacje",
    },
    "group-poverty": {
        "en": "poverty|hardship|debt|too little money|energy poverty",
        "de": "arme|armut|wenig geld|geringes einkommen|bedürftige",
        "fr": "pauvreté|précarité|faibles revenus|démunis",
        "pl": "ubodzy|ubóstwo|niskie dochody|potrzebujący",
    },
    "group-homeless": {
        "en": "rough sleepers|shelter|temporary housing",
        "de": "wohnungslose|obdachlose|ohne wohnung",
        "fr": "sans abri|sans domicile|mal logés",
        "pl": "bezdomni|bez dachu nad głową",
    },
    "group-migrants": {
        "en": "refugee|migrant|newcomers|fled|asylum",
        "de": "geflüchtete|flüchtlinge|migranten|zugewanderte|asyl",
        "fr": "réfugiés|migrants|exilés|demandeurs d'asile|primo-arrivants",
        "pl": "uchodźcy|migranci|cudzoziemcy|azyl",
    },
    "group-roma": {"en": "roma", "de": "roma|sinti", "fr": "roms|gens du voyage", "pl": "romowie"},
    "group-disability": {
        "en": "disability|wheelchair|deaf|blind|learning difficulties|autistic",
        "de": "behinderung|behinderte|rollstuhl|gehörlose|blinde|autismus",
        "fr": "handicap|handicapés|fauteuil roulant|sourds|aveugles|autisme",
        "pl": "niepełnosprawność|niepełnosprawni|głusi|niewidomi|autyzm|wózek inwalidzki",
    },
    "group-mental-health": {
        "en": "depression|anxiety|psychiatric",
        "de": "psychisch kranke|psychische erkrankung|depression",
        "fr": "santé mentale|troubles psychiques|dépression",
        "pl": "zdrowie psychiczne|choroby psychiczne|depresja",
    },
    "group-addiction": {
        "en": "addicts|alcohol|recovery", "de": "sucht|suchtkranke|alkohol", "fr": "addictions|alcool",
        "pl": "uzależnienia|uzależnieni|alkohol",
    },
    "group-prison": {
        "en": "prison|release from prison|convicted", "de": "gefängnis|haft|strafgefangene|entlassene",
        "fr": "prison|détenus|sortants de prison", "pl": "więzienie|więźniowie|skazani",
    },
    "group-carers": {
        "en": "family carers|relatives who care", "de": "pflegende angehörige|angehörige",
        "fr": "aidants|proches aidants", "pl": "opiekunowie|opiekunowie rodzinni",
    },
    "group-single-parents": {
        "en": "alone with children", "de": "alleinerziehende", "fr": "parents isolés|familles monoparentales",
        "pl": "samotni rodzice|samotne matki",
    },
    "group-remote": {
        "en": "villages|islands|remote", "de": "dörfer|ländlicher raum", "fr": "villages|milieu rural",
        "pl": "wsie|mieszkańcy wsi",
    },
    "group-everyone": {
        "en": "neighbours|local people|everybody", "de": "nachbarn|anwohner", "fr": "voisins|habitants",
        "pl": "sąsiedzi|mieszkańcy",
    },
}  # fmt: skip
