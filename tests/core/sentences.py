"""What social enterprises write in each official language of the European Union: short, longer, longest."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, ...]] = {
    "bg": (
        "Търсим партньори за социално предприятие",
        "Нашата работилница поправя велосипеди и наема хора с увреждания.",
        "Предлагаме обучение за млади хора, които искат да започнат собствен бизнес в селските райони.",
        "Общината и сдружението работят заедно, за да възрастните хора получават топла храна у дома.",
    ),
    "cs": (
        "Hledáme partnery pro sociální podnik",
        "Naše dílna opravuje jízdní kola a zaměstnává lidi se zdravotním postižením.",
        "Nabízíme školení pro mladé lidi, kteří chtějí začít podnikat na venkově.",
        "Obec a spolek spolupracují, aby starší lidé dostávali teplé jídlo přímo domů a nezůstávali sami.",
    ),
    "da": (
        "Vi søger partnere til en socialøkonomisk virksomhed",
        "Vores værksted reparerer cykler og ansætter mennesker med handicap.",
        "Vi tilbyder kurser for unge, der gerne vil starte egen virksomhed på landet.",
        "Kommunen og foreningen arbejder sammen om, at ældre mennesker får varm mad bragt hjem til sig selv.",
    ),
    "de": (
        "Wir suchen Partner für ein Sozialunternehmen",
        "Unsere Werkstatt repariert Fahrräder und beschäftigt Menschen mit Behinderung.",
        "Wir bieten Kurse für junge Leute an, die auf dem Land ein eigenes Geschäft gründen wollen.",
        "Die Gemeinde und der Verein arbeiten zusammen, damit alte Menschen zu Hause warmes Essen bekommen.",
    ),
    "el": (
        "Αναζητούμε συνεργάτες για κοινωνική επιχείρηση",
        "Το εργαστήριό μας επισκευάζει ποδήλατα και απασχολεί άτομα με αναπηρία.",
        "Προσφέρουμε μαθήματα σε νέους που θέλουν να ξεκινήσουν τη δική τους επιχείρηση στην ύπαιθρο.",
        "Ο δήμος και ο σύλλογος συνεργάζονται ώστε οι ηλικιωμένοι να παίρνουν ζεστό φαγητό στο σπίτι τους.",
    ),
    "en": (
        "We look for partners for a social enterprise",
        "Our workshop repairs bicycles and employs people with disabilities.",
        "We offer courses for young people who want to start a business of their own in the country.",
        "The town and the association work together so that older people get warm meals at home.",
    ),
    "es": (
        "Buscamos socios para una empresa social",
        "Nuestro taller repara bicicletas y da empleo a personas con discapacidad.",
        "Ofrecemos cursos para jóvenes que quieren empezar su propio negocio en el medio rural.",
        "El ayuntamiento y la asociación trabajan juntos para que los mayores coman caliente en casa.",
    ),
    "et": (
        "Otsime partnereid sotsiaalse ettevõtte jaoks",
        "Meie töökoda parandab jalgrattaid ja annab tööd puudega inimestele.",
        "Pakume koolitusi noortele, kes tahavad maal oma ettevõtte asutada.",
        "Vald ja ühing teevad koostööd, et eakad inimesed saaksid sooja toitu otse koju ega jääks üksi.",
    ),
    "fi": (
        "Etsimme kumppaneita yhteiskunnalliselle yritykselle",
        "Pajamme korjaa polkupyöriä ja työllistää vammaisia ihmisiä.",
        "Tarjoamme kursseja nuorille, jotka haluavat perustaa oman yrityksen maaseudulle.",
        "Kunta ja yhdistys tekevät yhteistyötä, jotta vanhukset saavat lämpimän aterian kotiin.",
    ),
    "fr": (
        "Nous cherchons des partenaires pour une entreprise sociale",
        "Notre atelier répare des vélos et emploie des personnes en situation de handicap.",
        "Nous proposons des cours aux jeunes qui veulent créer leur propre activité à la campagne.",
        "La commune et l'association travaillent ensemble pour que les aînés aient un repas chaud chez eux.",
    ),
    "ga": (
        "Táimid ag lorg comhpháirtithe le haghaidh fiontar sóisialta",
        "Deisíonn ár gceardlann rothair agus fostaíonn sí daoine faoi mhíchumas.",
        "Cuirimid cúrsaí ar fáil do dhaoine óga ar mian leo a ngnó féin a bhunú faoin tuath.",
        "Oibríonn an baile agus an cumann le chéile chun go mbeidh béile te ag seandaoine sa bhaile.",
    ),
    "hr": (
        "Tražimo partnere za društveno poduzeće",
        "Naša radionica popravlja bicikle i zapošljava osobe s invaliditetom.",
        "Nudimo tečajeve mladima koji žele pokrenuti vlastiti posao na selu.",
        "Općina i udruga surađuju kako bi starije osobe dobivale topli obrok kod kuće i ne bi bile same.",
    ),
    "hu": (
        "Partnereket keresünk egy társadalmi vállalkozáshoz",
        "Műhelyünk kerékpárokat javít, és fogyatékkal élő embereket foglalkoztat.",
        "Tanfolyamokat kínálunk azoknak a fiataloknak, akik vidéken szeretnének saját vállalkozást indítani.",
        "Az önkormányzat és az egyesület együtt dolgozik, hogy az idősek meleg ételt kapjanak otthon.",
    ),
    "it": (
        "Cerchiamo partner per un'impresa sociale",
        "La nostra officina ripara biciclette e dà lavoro a persone con disabilità.",
        "Offriamo corsi ai giovani che vogliono avviare una propria attività in campagna.",
        "Il comune e l'associazione lavorano insieme perché gli anziani ricevano un pasto caldo a casa.",
    ),
    "lt": (
        "Ieškome partnerių socialiniam verslui",
        "Mūsų dirbtuvės taiso dviračius ir įdarbina žmones su negalia.",
        "Siūlome kursus jauniems žmonėms, kurie nori pradėti savo verslą kaime.",
        "Savivaldybė ir asociacija dirba kartu, kad vyresnio amžiaus žmonės gautų šiltą maistą namuose.",
    ),
    "lv": (
        "Mēs meklējam partnerus sociālajam uzņēmumam",
        "Mūsu darbnīca labo velosipēdus un nodarbina cilvēkus ar invaliditāti.",
        "Mēs piedāvājam kursus jauniešiem, kuri vēlas sākt savu uzņēmējdarbību laukos.",
        "Pašvaldība un biedrība strādā kopā, lai vecāki cilvēki saņemtu siltas maltītes mājās.",
    ),
    "mt": (
        "Qed infittxu sħab għal intrapriża soċjali",
        "Il-ħanut tax-xogħol tagħna jsewwi r-roti u jħaddem persuni b'diżabilità.",
        "Noffru korsijiet għaż-żgħażagħ li jixtiequ jibdew in-negozju tagħhom fil-kampanja.",
        "Il-kunsill lokali u l-assoċjazzjoni jaħdmu flimkien biex l-anzjani jieħdu ikel sħun fid-dar.",
    ),
    "nl": (
        "Wij zoeken partners voor een sociale onderneming",
        "Onze werkplaats repareert fietsen en geeft werk aan mensen met een beperking.",
        "Wij bieden cursussen aan jongeren die op het platteland een eigen zaak willen beginnen.",
        "De gemeente en de vereniging werken samen zodat ouderen thuis een warme maaltijd krijgen.",
    ),
    "pl": (
        "Szukamy partnerów dla przedsiębiorstwa społecznego",
        "Nasz warsztat naprawia rowery i zatrudnia osoby z niepełnosprawnością.",
        "Oferujemy szkolenia dla młodych ludzi, którzy chcą założyć własną firmę na wsi.",
        "Gmina i stowarzyszenie współpracują, aby starsi ludzie dostawali ciepły posiłek w domu.",
    ),
    "pt": (
        "Procuramos parceiros para uma empresa social",
        "A nossa oficina repara bicicletas e emprega pessoas com deficiência.",
        "Oferecemos cursos a jovens que querem começar o seu próprio negócio no meio rural.",
        "O município e a associação trabalham juntos para que os idosos recebam uma refeição quente em casa.",
    ),
    "ro": (
        "Căutăm parteneri pentru o întreprindere socială",
        "Atelierul nostru repară biciclete și angajează persoane cu dizabilități.",
        "Oferim cursuri pentru tinerii care vor să înceapă o afacere proprie la țară.",
        "Primăria și asociația lucrează împreună ca persoanele în vârstă să primească hrană caldă acasă.",
    ),
    "sk": (
        "Hľadáme partnerov pre sociálny podnik",
        "Naša dielňa opravuje bicykle a zamestnáva ľudí so zdravotným postihnutím.",
        "Ponúkame školenia pre mladých ľudí, ktorí chcú začať podnikať na vidieku.",
        "Obec a združenie spolupracujú, aby starší ľudia dostávali teplé jedlo priamo domov.",
    ),
    "sl": (
        "Iščemo partnerje za socialno podjetje",
        "Naša delavnica popravlja kolesa in zaposluje ljudi z invalidnostjo.",
        "Ponujamo tečaje za mlade, ki želijo na podeželju začeti svoje podjetje.",
        "Občina in društvo sodelujeta, da bi starejši ljudje dobivali topel obrok na dom.",
    ),
    "sv": (
        "Vi söker partner till ett socialt företag",
        "Vår verkstad reparerar cyklar och anställer människor med funktionsnedsättning.",
        "Vi erbjuder kurser för unga som vill starta eget företag på landsbygden.",
        "Kommunen och föreningen arbetar tillsammans för att äldre ska få varm mat hem till sig.",
    ),
}
