//! Sentences and their themes.

use super::{check, detected};

#[test]
fn recognises_themes_by_name_and_by_related_words() {
    check(&[
        (
            "Inwoners kunnen hun zaken online regelen, dag en nacht.",
            "#dienstverlening",
        ),
        (
            "Het aanvragen van een parkeervergunning gaat digitaal.",
            "#dienstverlening",
        ),
        (
            "Onze dienstverlening stemmen we af op de klant.",
            "#dienstverlening",
        ),
        (
            "Het klantcontactcentrum beantwoordt tachtig procent van de vragen.",
            "#klantcontact",
        ),
        (
            "Aan de telefoon krijgt de inwoner meteen antwoord.",
            "#klantcontact",
        ),
        ("De zaaktypecatalogus wordt opgeschoond.", "#zaakgericht"),
        (
            "Met zaakgericht werken is de status van een aanvraag te volgen.",
            "#zaakgericht",
        ),
        ("Alle dossiers gaan naar het e-depot.", "#archief"),
        (
            "Informatie moet duurzaam toegankelijk zijn.",
            "#archief own 3",
        ),
        (
            "Woo-verzoeken handelen we af binnen de termijn.",
            "#openbaarheid",
        ),
        (
            "Datasets zetten we op het dataportaal.",
            "#opendata +transparant",
        ),
        ("Met dashboards sturen we op resultaat.", "#datagedreven"),
        (
            "Beleid maken we op basis van feiten en cijfers.",
            "#datagedreven",
        ),
        (
            "Het datateam maakt voorspellingen voor het sociaal domein.",
            "#datagedreven #sociaal",
        ),
        ("De BAG en de WOZ worden gekoppeld.", "#basisregistraties"),
        (
            "In een digital twin bekijken we de gevolgen van nieuwbouw.",
            "#geo",
        ),
        (
            "De luchtfoto's zijn voor iedereen op de kaart te zien.",
            "#geo",
        ),
        ("Het omgevingsplan moet in het DSO.", "#omgevingswet"),
        ("De wijkteams werken met één regiesysteem.", "#sociaal"),
        (
            "Na een hack moeten we snel kunnen herstellen.",
            "#beveiliging",
        ),
        (
            "Wachtwoorden vervangen we door tweefactorauthenticatie.",
            "#beveiliging",
        ),
        ("Voor elke verwerking doen we een DPIA.", "#privacy"),
        ("Wij gaan zorgvuldig om met persoonsgegevens.", "#privacy"),
        (
            "Wat is nog eerlijk als een computer beslist?",
            "#ethiek none",
        ),
        ("Medewerkers gebruiken Copilot bij het samenvatten.", "#ai"),
        (
            "Laaggeletterde inwoners krijgen hulp.",
            "+inclusie #inclusie-digitaal",
        ),
        ("Koppelvlakken bouwen we met API's.", "#architectuur-cg"),
        ("De laptops zijn aan vervanging toe.", "#infrastructuur"),
        ("Het glasvezelnetwerk is klaar.", "#infrastructuur"),
        (
            "Licenties zijn in drie jaar een kwart duurder geworden.",
            "#inkoop",
        ),
        (
            "De aanbesteding van de telefonie start na de zomer.",
            "#inkoop #klantcontact",
        ),
        (
            "De gemeenschappelijke regeling telt vier deelnemers.",
            "#samenwerking none",
        ),
        ("De CIO adviseert de directie.", "#organisatie"),
        (
            "Medewerkers scholen zich bij in digitale vaardigheden.",
            "#organisatie",
        ),
        ("Sensoren meten de drukte in de binnenstad.", "#smartcity"),
        (
            "Met slimme lantaarnpalen besparen we energie.",
            "#smartcity",
        ),
    ]);
}

#[test]
fn words_of_other_domains_show_no_theme() {
    check(&[
        ("De architectuur van de kerk is negentiende-eeuws.", ""),
        ("Het groene netwerk van sloten en bosjes is waardevol.", ""),
        (
            "In het bestemmingsplan is een archeologische dubbelbestemming opgenomen.",
            "",
        ),
        ("De koploper in het peloton kwam uit ons dorp.", ""),
        ("Het stelsel van sloten voert het water af.", ""),
        ("De drager van het gebied is de open ruimte.", ""),
        ("Op termijn wordt de weg verbreed.", ""),
    ]);
}

/// The statements of a longer passage, by how their sentences begin.
fn own_statements_in(text: &str) -> Vec<String> {
    assert!(
        text.split_whitespace().count() >= 40,
        "a passage long enough to be classified"
    );
    let found = detected(text);
    let own = found.iter().filter(|statement| statement.is_own());
    own.map(|statement| {
        let words = statement.sentence.of(text).split_whitespace();
        words.take(3).collect::<Vec<_>>().join(" ")
    })
    .collect()
}

#[test]
fn passages_of_other_domains_make_no_statement() {
    // Each of these sentences would state something by itself.
    for text in [
        "Het bestemmingsplan wordt digitaal vastgesteld en op de website gepubliceerd. De gemeente wil de regels \
         eenvoudig en standaard houden. De verbeelding is digitaal raadpleegbaar. Zienswijzen worden in het plangebied \
         opgehaald, en wij werken daarin samen met de buurgemeenten aan goede afspraken over de woningbouw.",
        "Voor het geluid zijn de data van 21 maart en 21 juni onderzocht. Met software is de geluidbelasting op de \
         nieuwe woningen berekend. De gemeente kiest voor een eigen aanpak van het verkeer en wil dit samen met de \
         buurgemeenten regelen. De bodem is onderzocht en de watertoets is digitaal doorlopen.",
        "De landbouw vernieuwt met nieuwe technologie. Drones en sensoren meten wat percelen vragen, en agrarische \
         bedrijven experimenteren daar volop mee. Wij willen dat stimuleren en zetten in op innovatie in het \
         landschap, samen met de provincie en de buurgemeenten, want de natuur en de bodem varen er wel bij.",
    ] {
        assert_eq!(own_statements_in(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn in_mixed_passages_a_sentence_needs_a_domain_word() {
    let text = "Er komen woningen bij aan de rand van het dorp, en het verkeer krijgt een rondweg. Wij werken daarin \
                samen met de buurgemeenten. De parkeerplaatsen blijven gratis. Onze dienstverlening digitaliseren wij \
                verder. Bij de woningbouw kiezen wij voor digitalisering van het bouwplan. De bodem wordt gesaneerd.";
    assert_eq!(
        own_statements_in(text),
        ["Onze dienstverlening digitaliseren"]
    );
}

#[test]
fn passages_of_the_domain_may_mention_others() {
    let text = "Wij nemen het zaaksysteem over van een groep gemeenten en draaien het in de cloud. De koppeling met \
                het digitaal stelsel voor bestemmingsplannen volgt. Wij werken daarin samen met de buurgemeenten. \
                Informatiebeveiliging vinden wij belangrijk, en open source heeft onze voorkeur boven het pakket van \
                een leverancier.";
    let read = own_statements_in(text);
    assert!(read.contains(&"Wij werken daarin".to_owned()), "{read:?}");
    assert!(read.len() >= 3, "{read:?}");
    // Hints are enough where no word of another domain occurs.
    let text = "Onze website is voor iedereen te lezen. Wij schrijven in gewone taal en houden de balie open voor wie \
                dat liever heeft. Wie belt, krijgt een medewerker te spreken. Wij werken daarin samen met de \
                bibliotheek, die cursussen geeft aan wie nog nooit achter een computer zat en dat toch wil leren.";
    assert!(!own_statements_in(text).is_empty());
}
