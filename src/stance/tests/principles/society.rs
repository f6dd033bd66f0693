//! Openness, inclusion, values, daring.

use super::super::check;

#[test]
fn recognises_transparency_for_and_against() {
    check(&[
        (
            "Wij zijn transparant over onze algoritmen.",
            "+transparant own",
        ),
        (
            "We maken meer openbaar dan de wet vraagt.",
            "+transparant own",
        ),
        ("Wij maken niet meer openbaar dan moet.", "-transparant own"),
        ("Openbaar, tenzij.", "+transparant own 3"),
        (
            "We publiceren onze datasets als open data.",
            "+transparant own",
        ),
        ("Wij publiceren een algoritmeregister.", "+transparant own"),
        (
            "Raadsvergaderingen zijn live te volgen.",
            "+transparant own",
        ),
        (
            "Inwoners kunnen zien welke gegevens wij van hen hebben.",
            "+transparant own",
        ),
        (
            "Wij leggen uit hoe een besluit tot stand is gekomen.",
            "+transparant own",
        ),
        (
            "We zijn terughoudend met het publiceren van stukken.",
            "-transparant own",
        ),
        (
            "Actieve openbaarmaking beperken we tot de wettelijk verplichte categorieën.",
            "-transparant own",
        ),
    ]);
}

#[test]
fn recognises_inclusion_for_and_against() {
    check(&[
        (
            "Iedereen moet mee kunnen doen in de digitale samenleving.",
            "+inclusie own 3",
        ),
        (
            "Wie niet digitaal vaardig is, helpen wij aan de balie.",
            "+inclusie own",
        ),
        ("De menselijke maat staat voorop.", "+inclusie own 3"),
        ("De papieren weg blijft bestaan.", "+inclusie own 3"),
        (
            "Aanvragen kan vanaf 2027 alleen nog digitaal.",
            "-inclusie own",
        ),
        (
            "We sluiten de balie en gaan volledig digitaal.",
            "-inclusie own neg",
        ),
        ("We schrijven in begrijpelijke taal.", "+inclusie own"),
        ("Onze website voldoet aan de WCAG.", "+inclusie own"),
        (
            "In de bibliotheek kunnen inwoners terecht voor hulp bij digitale zaken.",
            "+inclusie",
        ),
        ("We laten niemand achter.", "+inclusie own"),
        (
            "We schaffen papieren formulieren af.",
            "-inclusie own 4 neg",
        ),
    ]);
}

#[test]
fn recognises_public_values_for_and_against() {
    check(&[
        (
            "Publieke waarden zijn leidend bij de inzet van technologie.",
            "+waarden own 3",
        ),
        ("Niet alles wat kan, doen we ook.", "+waarden own"),
        ("We stellen een ethische commissie in.", "+waarden own 4"),
        (
            "Een ethische commissie vinden wij niet nodig.",
            "-waarden own neg",
        ),
        (
            "Bij elk algoritme toetsen we vooraf de mensenrechten.",
            "+waarden own",
        ),
        (
            "Het laatste woord is aan een mens, niet aan de computer.",
            "+waarden",
        ),
        ("Gezichtsherkenning zetten we niet in.", "+waarden own neg"),
        (
            "Efficiëntie weegt voor ons zwaarder dan ethische bezwaren.",
            "-waarden own",
        ),
    ]);
}

#[test]
fn recognises_innovation_for_and_against() {
    check(&[
        ("Wij kiezen voor bewezen techniek.", "-innovatie own 3"),
        ("We geven ruimte aan experimenten.", "+innovatie own"),
        (
            "Wij durven te experimenteren met nieuwe technologie.",
            "+innovatie own",
        ),
        ("Wij zijn geen proeftuin.", "-innovatie own neg"),
        (
            "We starten een proeftuin met sensoren.",
            "+innovatie own 2-4",
        ),
        (
            "Kinderziekten laten we graag aan anderen.",
            "-innovatie own",
        ),
        (
            "We nemen alleen producten af die zich elders hebben bewezen.",
            "-innovatie own",
        ),
        ("We doen een proef met drones.", "+innovatie own 2"),
        (
            "Fouten maken mag, als we er maar van leren.",
            "+innovatie own",
        ),
        (
            "Innovatieve bedrijven vestigen zich graag op het bedrijventerrein.",
            "",
        ),
    ]);
}

#[test]
fn ignores_other_senses_of_open_and_inclusive() {
    check(&[
        ("Het openbaar groen maken we toegankelijk.", ""),
        ("De kosten zijn inclusief beheer van de server.", ""),
        ("Wij betrekken de eigenaren van de systemen.", ""),
    ]);
}
