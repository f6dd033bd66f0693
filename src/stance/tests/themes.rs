//! Sentences and their themes.

use super::check;

#[test]
fn themes_by_their_names_and_by_other_words() {
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
            "#inclusie-digitaal",
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
fn words_of_other_fields_are_no_theme() {
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
