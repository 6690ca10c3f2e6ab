"""Made-up sentences of offers and needs, each with the hints that a careful reader would give.

`WRITTEN` was there while the word lists were made. `HELD_BACK` was written afterwards and never used to mend
them, so that it tells how the coach does on what it has not seen.
"""

from __future__ import annotations

Row = tuple[str, str]
"""The expected hints, named in their order and parted by spaces; and the sentence."""

WRITTEN: dict[str, tuple[Row, ...]] = {
    "en": (
        ("", "Somebody who trains our twelve drivers in first aid, in Polish, before March."),
        ("", "A hall with twenty benches for courses for young people, free from Monday to Friday."),
        ("", "40 kg of surplus bread every evening for kitchens that cook for homeless people in Leeds."),
        ("", "A buyer for 120 repaired washing machines a month: housing associations or student halls."),
        ("", "Two nurses who visit our residents at night in the villages around Bath."),
        ("whom where", "Heat recovery from waste water in an industrial laundry, with plans and mistakes."),
        ("whom where", "A refrigerated van with a lifting platform."),
        ("where", "German lessons for our Ukrainian employees in the bakery."),
        ("where", "A choir that sings with people with dementia and their families."),
        ("whom", "Thirty tonnes of clean compost or leaf mould before the spring planting."),
        ("whom", "A dry ground-floor room of 80 square metres near the station for a bindery."),
        ("vague whom", "We look for partners for projects."),
        ("vague whom", "Support and cooperation in many different areas."),
        ("vague whom", "We offer our expertise and our network."),
        ("slogan whom", "Together we shape the future!"),
        ("slogan whom", "Let’s make a difference with passion and innovation."),
        ("slogan whom", "People first: join us on the way to a better world."),
        ("shouted", "WE NEED A WORKSHOP HALL FOR SIXTEEN LEARNERS IN LEEDS"),
        ("shouted", "FREE TRAINING FOR VOLUNTEERS EVERY TUESDAY"),
        ("private", "Twelve bicycles for children in Derby, call Anna on 0117 496 0123."),
        ("private", "Sewing courses for refugees on Thursdays, write to anna@sewing.example."),
        ("private", "A cargo bike for our volunteers in May; bring it to 14 Albion Street."),
        ("long", "We look for a trainer who teaches sixteen learners how to repair washing "
                 "machines in our hall in Leeds. Our learners have been out of work for two to "
                 "eleven years and speak many languages. We have halls, benches and machines of "
                 "all the usual makes. It would of course also be very nice if whoever comes would "
                 "like to stay with us for longer. The course should begin before March and last "
                 "twelve weeks, on three days each week."),
    ),
    "de": (
        ("", "Eine Fachkraft, die unsere zwölf Busfahrerinnen bis März in Erster Hilfe schult."),
        ("", "Mittagessen ab 30 Portionen für Kitas und Pflegeheime, auch püriert oder halal."),
        ("", "Ein Lehmbauer, der mit unseren Auszubildenden im Mai zwei Wände in Gmünd verputzt."),
        ("", "900 gebrauchte Waschmaschinen im Jahr als Übungsgeräte für Berufsschulen."),
        ("", "Umzüge für Mieterinnen mit kleinem Einkommen im Landkreis Göppingen, samstags."),
        ("whom where", "Ein Kühlwagen mit Hebebühne und Standheizung."),
        ("whom where", "Wärmerückgewinnung aus dem Abwasser einer Wäscherei, mit Plänen und Fehlern."),
        ("where", "Deutschkurse für unsere ukrainischen Beschäftigten in der Backstube."),
        ("where", "Ein Chor, der mit Menschen mit Demenz singt."),
        ("whom", "Dreißig Tonnen sauberer Kompost vor dem Frühjahr."),
        ("whom", "Ein trockener Raum von 80 Quadratmetern nahe dem Bahnhof für eine Buchbinderei."),
        ("vague whom", "Wir suchen Partner für Projekte."),
        ("vague whom", "Unterstützung und Zusammenarbeit in verschiedenen Bereichen."),
        ("vague whom", "Wir bieten unsere Erfahrung und unser Netzwerk."),
        ("slogan whom", "Gemeinsam gestalten wir die Zukunft!"),
        ("slogan whom", "Innovation trifft Leidenschaft: der Mensch im Mittelpunkt."),
        ("slogan whom", "Mit Herz und Mut für eine bessere Welt."),
        ("shouted", "WIR SUCHEN EINE WERKHALLE FÜR SECHZEHN LERNENDE IN ESSLINGEN"),
        ("private", "Zwölf Fahrräder für Kinder in Fellbach, Anruf bei Anna unter 0711 / 123 45 67."),
        ("private", "Nähkurse für Geflüchtete am Donnerstag, Anmeldung an anna@naehen.example."),
        ("private", "Ein Lastenrad für unsere Ehrenamtlichen ab Mai, bitte in die Gartenstraße 14 bringen."),
        ("long", "Wir suchen eine Meisterin, die sechzehn Lernenden in unserer Halle in Esslingen "
                 "zeigt, wie man Waschmaschinen repariert. Die Lernenden waren zwei bis elf Jahre "
                 "ohne Arbeit und sprechen viele Sprachen. Wir haben Hallen, Werkbänke und Geräte "
                 "aller üblichen Marken. Schön wäre es natürlich auch, wenn die Person gern etwas "
                 "länger bei uns bleiben möchte und sich bei uns wohl fühlt. Der Kurs soll vor "
                 "März beginnen und zwölf Wochen dauern, an drei Tagen in der Woche."),
    ),
    "fr": (
        ("", "Une personne qui forme nos douze chauffeurs aux premiers secours, en polonais, avant mars."),
        ("", "Des repas chauds pour les crèches de Roubaix, à partir de 30 portions, même mixés."),
        ("", "Cent vélos réparés par an pour des familles modestes de la métropole."),
        ("", "Deux infirmières qui passent la nuit chez nos résidents, près de Lens."),
        ("", "Une salle de seize places pour des apprenants, libre du lundi au mercredi."),
        ("whom where", "Un camion frigorifique avec hayon élévateur."),
        ("whom where", "La récupération de chaleur des eaux usées d’une blanchisserie, avec les plans."),
        ("where", "Des cours de français pour nos salariés ukrainiens de la boulangerie."),
        ("where", "Une chorale qui chante avec des personnes âgées."),
        ("whom", "Trente tonnes de compost propre avant le printemps."),
        ("whom", "Un local sec de 80 m² près de la gare pour une reliure."),
        ("vague whom", "Nous cherchons des partenaires pour des projets."),
        ("vague whom", "Du soutien et une coopération dans différents domaines."),
        ("vague whom", "Nous offrons notre expertise et notre réseau."),
        ("slogan whom", "Ensemble, construisons l’avenir !"),
        ("slogan whom", "L’humain au cœur : osons changer le monde."),
        ("slogan whom", "Avec passion pour une société plus juste."),
        ("shouted", "NOUS CHERCHONS UN ATELIER POUR SEIZE APPRENANTS À LILLE"),
        ("private", "Douze vélos pour les enfants de Tourcoing, appelez Anna au 03 20 12 34 56."),
        ("private", "Des cours de couture pour réfugiées le jeudi, écrire à anna@couture.example."),
        ("private", "Un vélo cargo pour nos bénévoles en mai, à déposer au 14, rue des Lilas."),
        ("long", "Nous cherchons une formatrice qui apprend à seize apprenants, dans notre atelier "
                 "de Lille, à réparer des machines à laver. Nos apprenants sont restés de deux à "
                 "onze ans sans emploi et parlent plusieurs langues. Nous avons des ateliers, des "
                 "établis et des machines de toutes les marques courantes. Ce serait bien sûr très "
                 "agréable si la personne avait envie de rester avec nous plus longtemps. Le cours "
                 "doit commencer avant mars et durer douze semaines, trois jours par semaine."),
    ),
}  # fmt: skip

HELD_BACK: dict[str, tuple[Row, ...]] = {
    "en": (
        ("", "Bookkeeping for three village bakeries, one morning a week."),
        ("", "Somebody who repairs hearing aids for pensioners in Truro, once a month."),
        ("", "A minibus with a ramp for wheelchair users on Sundays until October."),
        ("whom where", "Second-hand sewing machines with spare needles."),
        ("whom where", "A beekeeper who knows how to move hives by boat."),
        ("where", "A lawyer who explains tenancy law to student unions."),
        ("whom", "Six pallets of reclaimed roof tiles, to be collected in Hull."),
        ("vague whom", "We are open for new ideas and exciting opportunities."),
        ("slogan whom", "Be the change: a greener tomorrow starts with all of us!"),
        ("private", "Guitar lessons for teenagers in Cardiff, text Rhys on +44 29 2018 0456."),
        ("shouted", "LOOKING FOR A COMMERCIAL KITCHEN IN BRISTOL"),
        ("vague whom", "Good advice of any sort is always welcome."),
    ),
    "de": (
        ("", "Buchhaltung für drei Dorfbäckereien, einen Vormittag in der Woche."),
        ("", "Jemand, der in Ulm einmal im Monat Hörgeräte von Rentnerinnen repariert."),
        ("", "Ein Kleinbus mit Rampe für Rollstuhlfahrende, sonntags bis Oktober."),
        ("whom where", "Gebrauchte Nähmaschinen mit Ersatznadeln."),
        ("whom where", "Ein Imker, der Bienenstöcke mit dem Boot umsetzen kann."),
        ("where", "Eine Anwältin, die Wohnheimräten das Mietrecht erklärt."),
        ("whom", "Sechs Paletten alte Dachziegel, abzuholen in Hof."),
        ("vague whom", "Wir sind offen für neue Ideen und spannende Möglichkeiten."),
        ("slogan whom", "Sei der Wandel: ein grüneres Morgen beginnt mit uns allen!"),
        ("private", "Gitarrenstunden für Jugendliche in Aalen, SMS an Jens: +49 7361 555 0123."),
        ("shouted", "SUCHEN GROSSKÜCHE IN BREMEN"),
        ("vague whom", "Guter Rat jeder Art ist immer willkommen."),
    ),
    "fr": (
        ("", "La comptabilité de trois boulangeries de village, une matinée par semaine."),
        ("", "Quelqu’un qui répare une fois par mois les prothèses auditives de retraités à Arras."),
        ("", "Un minibus avec rampe pour des personnes en fauteuil, le dimanche jusqu’en octobre."),
        ("whom where", "Des machines à coudre d’occasion avec des aiguilles de rechange."),
        ("whom where", "Un apiculteur qui sait déplacer des ruches en barque."),
        ("where", "Une avocate qui explique le droit du logement à des étudiants."),
        ("whom", "Six palettes de tuiles anciennes, à retirer à Douai."),
        ("vague whom", "Nous sommes ouverts aux nouvelles idées et à de belles opportunités."),
        ("slogan whom", "Soyons le changement : un demain plus vert commence avec nous tous !"),
        ("private", "Des leçons de guitare pour adolescents à Calais, SMS à Luc au +33 3 21 55 01 23."),
        ("shouted", "CHERCHONS CUISINE PROFESSIONNELLE À BREST"),
        ("vague whom", "Un bon conseil de toute sorte est toujours bienvenu."),
    ),
}  # fmt: skip
