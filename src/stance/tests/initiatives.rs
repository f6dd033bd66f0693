//! Which initiatives a sentence is about, and which it refuses.

use super::*;

/// The initiatives of the statements of a text, each with `+` if it is pursued, `!` if it is refused, or `?` otherwise.
fn initiatives_of(text: &str) -> Vec<String> {
    let found = detected(text);
    let marked = found.iter().flat_map(|statement| {
        let mark = match statement.decision {
            Decision::Negative => '!',
            Decision::Positive if statement.is_pursued() => '+',
            Decision::Positive => '?',
        };
        let names = statement.initiatives.iter();
        names.map(move |id| format!("{mark}{}", TAXONOMY.initiative(*id).name))
    });
    marked.collect()
}

fn check_initiatives(table: &[(&str, &[&str])]) {
    for (text, expected) in table {
        assert_eq!(initiatives_of(text), *expected, "{text}");
    }
}

#[test]
fn what_is_wanted_made_or_used_counts() {
    check_initiatives(&[
        (
            "Wij vervangen het huidige zaaksysteem door Open Zaak.",
            &["+zaaksysteem"],
        ),
        ("Wij sluiten aan bij het regionale e-depot.", &["+e-depot"]),
        (
            "Wij kiezen voor een gezamenlijk zaaksysteem.",
            &["+zaaksysteem"],
        ),
        ("Er loopt een pilot met een chatbot.", &["+chatbot"]),
        (
            "Wij onderzoeken de mogelijkheden van een chatbot.",
            &["+chatbot"],
        ),
        ("De bouw van ons zaaksysteem is gestart.", &["+zaaksysteem"]),
        (
            "Wij willen toe naar een gedeeld datawarehouse.",
            &["+datawarehouse"],
        ),
    ]);
}

#[test]
fn a_place_or_a_purpose_does_not_count() {
    check_initiatives(&[
        (
            "Op dit moment bouwen we aan een chatbot voor het klantcontactcentrum.",
            &["+chatbot"],
        ),
        (
            "Elke migratie krijgt drie weken extra bezetting in het klantcontactcentrum.",
            &[],
        ),
        (
            "Wij vragen advies aan inwoners en collega's via de chatbot.",
            &[],
        ),
        ("Het datateam leent gegevens van de afdelingen.", &[]),
        ("Het hek van de proeftuin staat elke donderdag open.", &[]),
    ]);
}

#[test]
fn what_is_denied_is_refused_or_lacking() {
    check_initiatives(&[
        (
            "Wij hebben geen klantcontactcentrum en richten dat ook niet in.",
            &["!klantcontactcentrum"],
        ),
        (
            "Er is geen eigen e-depot en wij gaan dat ook niet bouwen.",
            &["!e-depot"],
        ),
        ("Wij hebben geen chatbot.", &[]),
        ("Wij willen geen chatbot voor onze inwoners.", &["!chatbot"]),
    ]);
}

#[test]
fn what_was_ended_or_turned_down_is_refused() {
    check_initiatives(&[
        (
            "De chatbot op onze website hebben wij uitgezet.",
            &["!chatbot"],
        ),
        (
            "Een datawarehouse is overwogen, maar de baten wegen niet op tegen de kosten.",
            &["!datawarehouse"],
        ),
        (
            "De ethische commissie heffen wij op.",
            &["!ethische-commissie"],
        ),
        (
            "Het datawarehouse gaat in 2026 definitief uit.",
            &["!datawarehouse"],
        ),
        (
            "Sluiten datapakhuis en verwijderen van de kopieën.",
            &["!datawarehouse"],
        ),
        // What is old makes room for another.
        ("Het oude zaaksysteem is in mei uitgezet.", &[]),
        // Doing it together is turned down.
        (
            "Aan de gezamenlijke aanbesteding van het zaaksysteem doen wij niet mee.",
            &["!inkoop-samen"],
        ),
        (
            "Het aanbod van de buren om samen een zaaksysteem aan te schaffen slaan we af.",
            &[],
        ),
    ]);
}

#[test]
fn what_is_put_off_asked_or_described_does_not_count() {
    check_initiatives(&[
        (
            "Een verzoek van de werkgroep om een datateam op te richten is aangehouden.",
            &[],
        ),
        (
            "Minder sterk: het zaaksysteem dateert van 2012, de archieven zijn half papier en rapportages komen uit zes bronnen.",
            &[],
        ),
        (
            "Hetzelfde geldt voor slimme camera's en sensoren in de straat.",
            &[],
        ),
        (
            "Helpt een digital twin bij het beheer van de dijk?",
            &["?digital-twin"],
        ),
        (
            "Wij stellen een kwartiermaker aan die het toekomstige datateam beschrijft.",
            &[],
        ),
        ("De koppeling met de sensoren is gestart.", &[]),
        (
            "Een datalab met studenten onderzoekt jaarlijks drie vraagstukken.",
            &[],
        ),
    ]);
}
