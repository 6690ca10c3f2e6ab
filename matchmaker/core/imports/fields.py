"""What can be imported: the fields, what each takes, and the headings that name it in many languages."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.names import fold
from matchmaker.core.words import N_


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a stakeholder's row.

    `many`: several columns may feed it. `headings` are folded words that name it, most usual first.
    """

    key: str
    label: str
    headings: tuple[str, ...]
    many: bool = False


def _field(key: str, label: str, headings: str, *, many: bool = False) -> Field:
    words = tuple(dict.fromkeys([fold(key), *(fold(heading) for heading in headings.split("|"))]))
    return Field(key, label, words, many)


FIELDS: tuple[Field, ...] = (
    _field(
        "id",
        N_("Id in the source"),
        "identifier|source id|source_id|nr|no|number|nummer|ref|reference|kennung|"
        "identifiant|identificador|identificativo|lp|uid|record id|organisation id|"
        "organization id",
    ),
    _field(
        "name",
        N_("Name"),
        "organisation|organization|organisation name|organization name|org name|title|company|"
        "company name|enterprise|name of organisation|name of the organisation|legal name|nom|"
        "nom de l'organisation|raison sociale|structure|nombre|nombre de la entidad|entidad|"
        "razon social|nome|denominazione|ragione sociale|ente|nazwa|nazwa organizacji|"
        "organizacja|bezeichnung|firma|einrichtung|organisation / verein|naam|organisatie|"
        "nazev|nazov|subjekt|nev|szervezet|nume|denumire|naziv|organisationens namn|namn|"
        "navn|nimi|επωνυμια|ονομα|наименование|име|pavadinimas|nosaukums|nimetus",
    ),
    _field(
        "kind",
        N_("Kind of stakeholder"),
        "type|organisation type|organization type|type of organisation|category|categorie|"
        "sector type|actor type|stakeholder type|art|typ|kategorie|organisationstyp|"
        "type de structure|tipo|tipo de entidad|categoria|tipologia|rodzaj|typ organizacji|"
        "soort|druh|tipus|tip",
    ),
    _field(
        "about",
        N_("About"),
        "description|summary|mission|profile|activities|what they do|what we do|impact|text|"
        "bio|abstract|beschreibung|tätigkeit|kurzbeschreibung|zweck|taetigkeit|présentation|"
        "objet|activité|activités|résumé|descripción|actividad|misión|descrizione|attività|"
        "opis|opis działalności|działalność|beschrijving|omschrijving|popis|leírás|descriere|"
        "beskrivning|beskrivelse|kuvaus|περιγραφη|описание|aprašymas|apraksts|kirjeldus|"
        "descrição",
        many=True,
    ),
    _field(
        "country",
        N_("Country"),
        "land|pays|país|paese|nazione|kraj|stat|země|krajina|ország|țara|tara|država|"
        "drzava|maa|χωρα|страна|šalis|valsts|riik|country code|country name|nation|staat|"
        "pais",
    ),
    _field(
        "region",
        N_("Region"),
        "nuts|nuts3|nuts 3|nuts2|nuts 2|nuts code|county|province|state|district|"
        "bundesland|landkreis|kreis|région|département|departement|provincia|"
        "comunidad autónoma|regione|województwo|powiat|provincie|kraj okres|okres|megye|"
        "județ|judet|regija|län|fylke|maakunta|περιφερεια|област|regiao|distrito|gebiet",
    ),
    _field(
        "place",
        N_("Town"),
        "city|town|municipality|locality|location|ort|stadt|gemeinde|sitz|ville|commune|"
        "localité|ciudad|municipio|localidad|città|comune|località|miasto|miejscowość|gmina|"
        "plaats|stad|gemeente|město|obec|mesto|város|település|oraș|oras|localitate|grad|"
        "by|kommune|ort|kaupunki|πολη|град|miestas|pilsēta|linn|cidade|concelho|"
        "headquarters|based in|address city",
    ),
    _field(
        "lat",
        N_("Latitude"),
        "latitude|breite|breitengrad|geo lat|y|latitud|latitudine|szerokość|szerokosc geograficzna|"
        "breedtegraad|geolat|lat wgs84",
    ),
    _field(
        "lon",
        N_("Longitude"),
        "lng|long|länge|längengrad|geo lon|geo lng|x|longitud|longitudine|"
        "dlugosc geograficzna|lengtegraad|geolon|geolng|longitude",
    ),
    _field(
        "point",
        N_("Latitude and longitude"),
        "coordinates|koordinaten|coordonnées|coordenadas|coordinate|współrzędne|geo|lat lon|"
        "lat lng|latlng|gps|geo point|geopoint",
    ),
    _field(
        "website",
        N_("Website"),
        "web|url|homepage|site|web site|webseite|website url|internet|site web|"
        "site internet|página web|pagina web|sito|sito web|strona|strona www|"
        "strona internetowa|www|link|webové stránky|web stranka|honlap|weboldal|webbplats|"
        "hjemmeside|verkkosivu|ιστοσελιδα|сайт|address web",
    ),
    _field(
        "email",
        N_("Contact e-mail"),
        "e-mail|mail|contact email|email address|contact|kontakt|e-mail-adresse|courriel|"
        "adresse e-mail|correo|correo electrónico|posta elettronica|e-mail kontaktowy|epost|"
        "sähköposti|имейл",
    ),
    _field(
        "themes",
        N_("Themes"),
        "theme|topics|topic|tags|tag|keywords|subjects|areas|areas of society|sector|"
        "sectors|field|fields|fields of activity|field of activity|technology|network_tags|"
        "focus|sdg|sdgs|branche|themen|schlagworte|bereiche|handlungsfeld|secteur|secteurs|"
        "thèmes|thématiques|domaines|domaine d'activité|mots-clés|temas|sector de actividad|"
        "etiquetas|palabras clave|settore|temi|parole chiave|branża|tematy|słowa kluczowe|"
        "obszary|thema's|sectoren|odvětví|oblast|témák|domenii",
        many=True,
    ),
    _field(
        "languages",
        N_("Languages"),
        "language|spoken languages|working languages|sprache|sprachen|langue|langues|idioma|"
        "idiomas|lingua|lingue|język|języki|taal|talen|jazyk|jazyky|nyelv|nyelvek|limbi",
        many=True,
    ),
    _field(
        "register_number",
        N_("Register number"),
        "registration number|registered number|company number|company registration number|charity number|"
        "vat|vat number|vat id|tax number|handelsregister|handelsregisternummer|vereinsregister|"
        "registernummer|ust id|ust idnr|siren|siret|kvk|kvk nummer|nip|krs|regon|codice fiscale|"
        "partita iva|cif|nif|ico|ondernemingsnummer|numéro de tva|y tunnus|cvr|orgnr|"
        "organisationsnummer|adószám|číslo registrace",
    ),
    _field(
        "legal_form",
        N_("Legal form"),
        "legal status|legal type|legal entity type|rechtsform|forme juridique|statut juridique|"
        "forma jurídica|forma giuridica|forma prawna|rechtsvorm|právní forma|jogi forma",
    ),
    _field(
        "people",
        N_("People who work there"),
        "size|employees|staff|number of employees|headcount|team size|fte|mitarbeiter|"
        "beschäftigte|mitarbeitende|größe|anzahl mitarbeiter|effectif|effectifs|salariés|"
        "taille|empleados|plantilla|tamaño|dipendenti|addetti|dimensione|pracownicy|"
        "liczba pracowników|zatrudnienie|medewerkers|zaměstnanci|alkalmazottak|angajați",
    ),
    _field(
        "founded",
        N_("Founded in"),
        "year|founded in|year founded|established|foundation year|since|start year|gegründet|"
        "gründungsjahr|gründung|création|année de création|fondé en|año|fundación|"
        "año de fundación|anno|fondazione|anno di fondazione|rok założenia|założona|rok|"
        "opgericht|oprichtingsjahr|založeno",
    ),
    _field(
        "offers",
        N_("Offers"),
        "offer|we offer|what we offer|offering|services|bietet|angebot|angebote|wir bieten|"
        "offre|offres|nous offrons|ofrece|oferta|ofrecemos|offerta|offriamo|oferujemy|"
        "aanbod|nabídka|kínál",
        many=True,
    ),
    _field(
        "needs",
        N_("Needs"),
        "need|we need|looking for|what we need|seeking|wanted|sucht|bedarf|gesucht|"
        "wir suchen|besoin|besoins|recherche|nous cherchons|necesidades|necesita|busca|"
        "buscamos|bisogni|cerchiamo|esigenze|potrzeby|szukamy|poszukujemy|behoefte|zoekt|"
        "potřeby|hledáme|keres",
        many=True,
    ),
    _field(
        "offer_kinds",
        N_("Kinds of what is offered"),
        "offers kind|offer kind|offer type|kind of offer|art des angebots|type d'offre|tipo de oferta",
        many=True,
    ),
    _field(
        "need_kinds",
        N_("Kinds of what is needed"),
        "needs kind|need kind|need type|kind of need|art des bedarfs|type de besoin|tipo de necesidad",
        many=True,
    ),
)

BY_KEY = {field.key: field for field in FIELDS}
# The export has every field but the pair of coordinates in one cell, which only other people's files have.
EXPORTED = tuple(field.key for field in FIELDS if field.key != "point")

TIE_FIELDS: tuple[Field, ...] = (
    _field(
        "a",
        N_("One partner's id"),
        "from|source|org a|organisation a|organisation 1|partner 1|partner a|id a|id 1|von|"
        "de|da|od|stakeholder a|left|from id|source id|a id",
    ),
    _field(
        "b",
        N_("The other partner's id"),
        "to|target|org b|organisation b|organisation 2|partner 2|partner b|id b|id 2|nach|"
        "zu|vers|do|stakeholder b|right|to id|target id|b id",
    ),
    _field(
        "label",
        N_("What they do together"),
        "name|project name|project|title|activity|projekt|projet|proyecto|progetto|description|what",
    ),
    _field(
        "kind",
        N_("Kind of partnership"),
        "type|art|relation|relationship|tipo|rodzaj",
    ),
    _field(
        "since",
        N_("Since"),
        "year|start|from year|seit|depuis|desde|dal|od roku|start year|start date|date",
    ),
)
