"""Words by which a sentence shows the kind of cooperation it asks for or gives, by language: our own."""

from __future__ import annotations

from matchmaker.core.vocabulary.cues import Cues

COOPERATION_CUES: Cues = {
    "training": {
        "en": "training|train|course|teach|teaches|trainer|lessons|learn|learners|instructor|apprenticeship"
        "|qualification|first aid|classes|placements|trainees|apprentice|apprentices|master fitter|exam"
        "|certificate|practice days|shadowing",
        "de": "schulung|schulen|kurs|unterricht|trainer|lehren|lernen|fortbildung|ausbildung|weiterbildung"
        "|sprachkurs|lehrkraft|ausbilder|lehrgang|lehrgänge|klassen|anleitung|azubis|prüfung|zeugnis"
        "|praktikum|lehrwerkstatt|einarbeitung",
        "fr": "formation|former|cours|formateur|enseigner|apprendre|atelier de formation|apprentissage"
        "|classes|stage|apprentis|apprenant|certificat|diplôme",
        "pl": "szkolenie|kurs|uczyć|trener|nauka|warsztaty|lekcje|praktyki|staż|uczniowie zawodu|egzamin"
        "|świadectwo|instruktor|kursy",
    },
    "advice": {
        "en": "advice|advise|advises|coaching|mentor|mentoring|consult|consultant|guidance|expertise"
        "|somebody who knows|second opinion|accountant|lawyer|legal questions|know-how|experience|plan"
        "|plans|examples|ideas|guide|contract|contracts|statutes|insurance|mistakes|costs|knows|rota"
        "|show us|evening with|talk|checklist",
        "de": "beratung|beraten|berät|coaching|mentor|rat|fachwissen|anwalt|steuerberater|begleitung"
        "|erfahrung mit|know-how|erfahrung|erfahrungen|beispiele|ideen|vertrag|verträge|musterverträge"
        "|satzung|versicherung|fehler|sprechstunde|kalkulation",
        "fr": "conseil|conseiller|accompagnement|mentor|expertise|juriste|comptable|coaching|savoir-faire"
        "|expérience|exemples|idées|contrat|statuts|assurance|retour d'expérience|conseils|plan",
        "pl": "doradztwo|porada|doradzać|mentor|prawnik|księgowy|konsultacje|wiedza|doświadczenie"
        "|doświadczenia|przykłady|pomysły|umowa|umowy|statut|ubezpieczenie|plan",
    },
    "space": {
        "en": "room|rooms|hall|space|storage|warehouse|premises|shop front|kitchen to use|desks|plot|venue"
        "|meeting room|workshop hall|garage|square metres|halls|workshop space|benches|allotments|roof"
        "|roofs|flat|flats",
        "de": "raum|räume|halle|büro|lager|fläche|laden|grundstück|saal|arbeitsplätze|garage|quadratmeter"
        "|lagerraum|ladenlokal|gebäude|werkstattplätze|räumlichkeiten|dach|dächer|hallen|werkbänke"
        "|ladenfläche|zimmer|wohnung",
        "fr": "salle|local|locaux|bureau|entrepôt|espace|terrain|atelier partagé|boutique|stockage"
        "|mètres carrés|bâtiment|hangar|toit|toits|établis|logement|m²",
        "pl": "sala|lokal|biuro|magazyn|pomieszczenie|hala|działka|przestrzeń|garaż|metrów kwadratowych"
        "|budynek|dach|dachy|mieszkanie|hale|stoły warsztatowe|piwnica",
    },
    "goods": {
        "en": "materials|timber|fabric|leftover|surplus|donated|furniture|spare parts|offcuts|used clothes"
        "|second hand goods|scrap|books|give away|textiles|used machines|waste|batches|lots|kilos|tonnes"
        "|leftovers|clothes|donations of|bicycles|bread|fibre|yarn|doors|tiles",
        "de": "material|holz|stoff|stoffreste|überschuss|überschüssig|gespendet|möbel|ersatzteile"
        "|altkleider|gemüse|reste|obst|textilien|sachspenden|gebraucht|kilo|tonnen|abbrüche|massivholz"
        "|bücherkisten|posten|computer|fahrräder|brot|äpfel|kartoffeln|fliesen|türen|abfälle",
        "fr": "matériaux|bois|tissu|chutes|invendus|dons|meubles|pièces détachées|vêtements|surplus|légumes"
        "|textiles|kilos|tonnes|déchets|lots|ordinateurs|vélos|pain|fruits|palette|portes",
        "pl": "materiały|drewno|tkaniny|nadwyżki|darowane|meble|części|odzież|resztki|warzywa|tekstylia"
        "|kilogramów|ton|odpady|partie|komputery|rowery|chleb|owoce|drzwi|płytki",
    },
    "equipment": {
        "en": "machine|machines|tools|van|lorry|vehicle|laptops|oven|press|cargo bike|minibus|equipment"
        "|trailer|sewing machines|cold store|forklift|fridge|drawings|jig|saw|sensors|camera|devices|washer"
        "|loom|crane|kiln|on loan|lend",
        "de": "maschine|werkzeug|transporter|lkw|fahrzeug|kühlwagen|laptops|ofen|lastenrad|kleinbus"
        "|ausrüstung|geräte|anhänger|presse|nähmaschinen|säge|sensoren|kamera|webstuhl|ausleihen|leihweise"
        "|waschmaschine|apparat|anlage|leihen",
        "fr": "machine|outils|camionnette|camion|véhicule|ordinateurs|four|vélo cargo|minibus|équipement"
        "|matériel|remorque|presse|scie|capteurs|caméra|appareils|prêter|en prêt|machines",
        "pl": "maszyna|narzędzia|furgonetka|ciężarówka|pojazd|laptopy|piec|rower towarowy|bus|sprzęt"
        "|przyczepa|urządzenia|piła|czujniki|kamera|urządzenie|wypożyczyć|maszyny",
    },
    "customer": {},
    "supplier": {},
    "funding": {
        "en": "money|funding|fund|grant|grants|loan|loans|investor|invest|euros|sponsor|sponsors|capital"
        "|donation|finance|bridge loan|guarantee",
        "de": "geld|finanzierung|förderung|zuschuss|darlehen|kredit|investor|euro|sponsor|kapital|spende"
        "|fördermittel|bürgschaft",
        "fr": "argent|financement|subvention|prêt|investisseur|euros|mécène|mécénat|capital|don|garantie"
        "|bourse",
        "pl": "pieniądze|finansowanie|dotacja|grant|pożyczka|inwestor|euro|sponsor|kapitał|darowizna|złotych",
    },
    "volunteers": {
        "en": "volunteers|volunteer|helpers|helping hands|hands|tutors in their free time|godparents"
        "|reading aloud|retired people who|mentors|people who speak|companions|in their spare time|unpaid"
        "|musicians",
        "de": "freiwillige|ehrenamtliche|ehrenamt|helfer|helferinnen|helfende hände|paten|lesepaten"
        "|mentoren|unbezahlt|nach feierabend",
        "fr": "bénévoles|bénévolat|volontaires|coups de main|parrains|mécénat de compétences|mentors"
        "|après le travail|à titre gracieux",
        "pl": "wolontariusze|wolontariat|pomocnicy|ochotnicy|chętni do pomocy|mentorzy|po pracy"
        "|bezpłatnie pomogą",
    },
    "project-partner": {
        "en": "partner|partners|consortium|bid|application|joint project|project partner|erasmus|interreg"
        "|together with|apply together|lead partner|call for proposals|horizon|esf|co-operative like ours"
        "|guest places|share the costs|join|elsewhere|another country|abroad",
        "de": "partner|partnerin|konsortium|antrag|verbund|gemeinsames projekt|projektpartner|erasmus"
        "|interreg|kooperationspartner|förderantrag|esf|ausland|anderes land|gemeinsam entwickeln|mitmachen"
        "|gastplätze",
        "fr": "partenaire|consortium|candidature|projet commun|porteur de projet|erasmus|interreg"
        "|appel à projets|co-porteur|partenariat|à l'étranger|autre pays|ensemble|places d'accueil"
        "|co-construire",
        "pl": "partner|konsorcjum|wniosek|wspólny projekt|partnerstwo|erasmus|interreg|konkurs"
        "|lider projektu|za granicą|inny kraj|wspólnie|miejsca dla gości",
    },
    "policy-change": {
        "en": "rule|law|regulation|permit|council decision|clause|clauses|policy|strategy|red tape"
        "|social clauses|by-law|lobby|tender|tenders|officials|parliament|minister|social economy plan"
        "|require",
        "de": "regel|gesetz|verordnung|genehmigung|vergabe|vergaberecht|satzung|politik|strategie|beschluss"
        "|sozialklauseln|klausel|ausschreibung|ausschreibungen|ministerium|stadtrat|verlangen|verwaltung"
        "|auflagen",
        "fr": "règle|règlement|loi|autorisation|clause|clauses sociales|politique publique|stratégie"
        "|délibération|réglementation",
        "pl": "przepisy|prawo|ustawa|pozwolenie|klauzule|uchwała|polityka|strategia|regulamin|rozporządzenie",
    },
    "research": {
        "en": "research|study|figures|data|evaluation|measure|measuring|impact measurement|survey"
        "|statistics|university|students who study|proof|count|log|report|trial data|compare"
        "|accounts laid open|records|impact",
        "de": "forschung|studie|zahlen|daten|evaluation|messen|wirkungsmessung|umfrage|statistik|hochschule"
        "|auswertung|wirkung|zählen|vergleichen|bericht|messwerte|untersuchen|wissenschaftlich",
        "fr": "recherche|étude|chiffres|données|évaluation|mesurer|mesure d'impact|enquête|statistiques"
        "|université|compter|comparer|rapport|relevés|scientifique|impact",
        "pl": "badania|badanie|dane|ewaluacja|mierzyć|pomiar|ankieta|statystyki|uczelnia|liczby|liczyć"
        "|porównać|raport|wyniki|naukowy|wpływ",
    },
    "promotion": {
        "en": "publicity|known|press|newspaper|campaign|social media|marketing|film about|visible|advertise"
        "|journalists|word spread|fair stand|photos|newsletter|shop window",
        "de": "werbung|bekannt|presse|zeitung|kampagne|soziale medien|marketing|sichtbar"
        "|öffentlichkeitsarbeit|messe|newsletter|schaufenster",
        "fr": "publicité|faire connaître|presse|journal|campagne|réseaux sociaux|communication|visibilité"
        "|salon|vitrine",
        "pl": "promocja|reklama|prasa|gazeta|kampania|media społecznościowe|marketing|widoczność|targi"
        "|rozgłos",
    },
    "network": {
        "en": "contacts|exchange|network|peers|meet others|exchange of experience|others who do"
        "|community of practice|introductions to|study visit|talk to others|round table|others who work"
        "|bureaus|visitors|colleagues elsewhere|landing desk|guest",
        "de": "kontakte|austausch|netzwerk|gleichgesinnte|erfahrungsaustausch|runder tisch|besuch"
        "|vernetzung|kennenlernen|stammtisch|mitglieder",
        "fr": "contacts|échange|échanges|réseau|pairs|rencontrer|échange d'expériences|table ronde|visite"
        "|mise en relation",
        "pl": "kontakty|wymiana|sieć|wymiana doświadczeń|poznać|okrągły stół|wizyta|spotkania|sieciowanie",
    },
    "pilot-site": {
        "en": "try out|pilot|test|testing|trial|test site|prototype|try it|street to try|living lab"
        "|first users|testbed|trials|trial runs|compare our|unfinished|tried|prototypes",
        "de": "ausprobieren|erproben|pilot|testen|test|versuch|prototyp|modellversuch|reallabor|erprobung"
        "|pilotort|probelauf|erprobt|prüft im alltag|ausprobiert|im alltag",
        "fr": "essayer|pilote|tester|test|expérimentation|expérimenter|prototype|terrain d'essai"
        "|site pilote|essais|essayent|prototypes|en conditions réelles|testeurs",
        "pl": "wypróbować|pilotaż|testować|test|prototyp|pilotażowy|sprawdzić|testowanie|próby|wypróbują"
        "|prototypy|w praktyce|testerzy",
    },
    "licence": {
        "en": "licence|license|franchise|method|handbook|blueprint|toolkit|manual|copy our model"
        "|open source|replicate|curriculum|model to copy|building plan|software|drawings|procedure"
        "|templates|free to copy|formula|course material|model rules|code",
        "de": "lizenz|franchise|methode|handbuch|leitfaden|baukasten|nachmachen|übertragen|konzept"
        "|verfahren|rezepte|curriculum|baupläne|bauplan|software|vorlagen|ablauf|zum nachbauen"
        "|frei kopierbar|kursunterlagen",
        "fr": "licence|franchise|méthode|manuel|guide|mode d'emploi|essaimage|essaimer|dupliquer|recettes"
        "|plans|logiciel|modèles|procédé|libre de droits|supports de cours",
        "pl": "licencja|franczyza|metoda|podręcznik|poradnik|powielić|przepisy kulinarne|program nauczania"
        "|plany|oprogramowanie|wzory|procedura|do skopiowania|materiały szkoleniowe",
    },
}

NEED_CUES: Cues = {
    "customer": {
        "en": "buyer|buyers|buy from us|customers|clients|orders|who order|sell our|shops that take|sales"
        "|purchaser|takers|canteens that|hotels that|market for our|publishers|owners of|employers who"
        "|book by the month|households|outlets|regular orders",
        "de": "abnehmer|käufer|kunden|aufträge|bestellen|verkaufen|auftraggeber|absatz|läden die|bestellt"
        "|eigentümer|regelmäßige aufträge|abnahme",
        "fr": "acheteur|clients|commandes|débouchés|vendre nos|écouler|donneurs d'ordre|points de vente"
        "|commander|commandent|achètent|propriétaires|cantines",
        "pl": "nabywca|klienci|zamówienia|odbiorcy|kupić od nas|sprzedać|zbyt|kupujący|zamawiać|kupują"
        "|właściciele|stołówki",
    },
    "supplier": {
        "en": "supplier|suppliers|supply|deliver to us|delivered|wholesale|source of|provider|caterer"
        "|somebody who makes|who cleans|who prints|who sews|who delivers|regular delivery|service"
        "|repair service|crew|crews|interpreters|lunches|meals|laundry|guarantee|straight from|growers"
        "|plants|potatoes|apples|jars|made to measure|tailor|cleaning|printing|repaired",
        "de": "lieferant|liefern|lieferung|anbieter|bezugsquelle|caterer|hersteller|druckerei|dienstleister"
        "|zulieferer|dienst|schneiderei|dolmetscher|mittagessen|wäscherei|reinigung|pflanzen|kartoffeln"
        "|äpfel|pro woche|im monat|reparaturdienst|druck|geprüfte",
        "fr": "fournisseur|fournir|livraison|prestataire|traiteur|fabricant|approvisionnement|livrer"
        "|imprimeur|service|repas|interprètes|blanchisserie|nettoyage|plantes|pommes|par semaine|par mois"
        "|atelier de couture|impression|réparation",
        "pl": "dostawca|dostawy|dostarczać|producent|wykonawca|catering|usługodawca|zaopatrzenie|usługi"
        "|usługa|obiady|tłumacze|pralnia|sprzątanie|ekipa|ekipy|rośliny|jabłka|ziemniaki|naprawa|szwalnia"
        "|druk|tygodniowo|miesięcznie",
    },
}

OFFER_CUES: Cues = {
    "customer": {
        "en": "we buy|purchase|we order|we need regularly|our canteen buys|orders from|buying"
        "|we are looking to buy|contract out|tender|voucher|vouchers|paid training places",
        "de": "wir kaufen|einkauf|wir bestellen|aufträge vergeben|abnahme|beschaffen|vergeben aufträge"
        "|ankauf",
        "fr": "nous achetons|achats|nous commandons|acheter|commande publique|marchés à confier",
        "pl": "kupujemy|zamawiamy|zakupy|zlecamy|skupujemy|zamówienia dla",
    },
    "supplier": {
        "en": "we sell|deliver|delivery|catering|meals|printing|cleaning|laundry|repairs for|services for"
        "|we make|we produce|we build|we sew|for sale|per month|portions|products|made by|order from us"
        "|removals|gardening|washing|ironing|tailoring|moves|clearances|storage|interpreters|translation"
        "|furniture|plants|hedge|hives|paint|small series|made to measure|guarantee|a week|a month|kilos"
        "|litre|collection|crews|installed|retrofit",
        "de": "wir verkaufen|liefern|lieferung|catering|mittagessen|druck|reinigung|wäscherei|wir fertigen"
        "|wir bauen|wir nähen|herstellung|produkte|portionen|umzüge|gartenpflege|montage|dienstleistung"
        "|reparaturen|wäsche|kochwäsche|kapazität|stück|kleinserien|maßanfertigung|garantie|pro woche"
        "|im monat|abholung|einbau|übersetzung|dolmetschen|pflanzen|nachtschicht|schneiderei",
        "fr": "nous vendons|livrons|livraison|traiteur|repas|impression|nettoyage|blanchisserie"
        "|nous fabriquons|produits|prestations|conditionnement|déménagement|entretien|couture|lavage"
        "|installation|suivi|mobilier|bancs|petites séries|sur mesure|garantie|par semaine|par mois"
        "|collecte|pose|traduction|interprétariat|plantes|visites",
        "pl": "sprzedajemy|dostarczamy|dostawa|catering|posiłki|druk|sprzątanie|pralnia|produkujemy|szyjemy"
        "|produkty|usługi|przeprowadzki|montaż|ogrody|pranie|remonty|ekipy|meble|małe serie|na miarę"
        "|gwarancja|tygodniowo|miesięcznie|odbiór|tłumaczenia|rośliny|odnowione|naprawy",
    },
}
"""Beside COOPERATION_CUES: who needs a buyer and who buys use other words."""
