//! Data, software, suppliers and cloud.

use super::super::check;

#[test]
fn recognises_data_at_the_source_for_and_against() {
    check(&[
        ("Gegevens halen we op bij de bron.", "+bron own"),
        ("Data blijven bij de bron.", "+bron own 3"),
        (
            "Wij bevragen de basisregistraties rechtstreeks aan de bron.",
            "+bron own",
        ),
        (
            "We willen zo min mogelijk kopieën van gegevens.",
            "+bron own 3",
        ),
        (
            "Elke nacht maken we een kopie van de BRP in ons eigen gegevensmagazijn.",
            "-bron own",
        ),
        (
            "We leggen gegevens eenmalig vast en gebruiken ze meervoudig.",
            "+bron own",
        ),
        (
            "Het gegevensmagazijn wordt uitgefaseerd.",
            "+bron own 4 neg",
        ),
        (
            "Wij houden een eigen bestand bij naast de basisregistratie.",
            "-bron own",
        ),
        ("Schaduwadministraties ruimen we op.", "+bron own 4"),
        ("De bron van de Linge ligt hier niet.", ""),
        ("Lokale kopieën van basisgegevens blijven nodig.", "-bron"),
    ]);
}

#[test]
fn recognises_open_source_for_and_against() {
    check(&[
        ("Open source heeft onze voorkeur.", "+open own 3"),
        (
            "Wij passen het principe pas toe of leg uit toe op open standaarden.",
            "+open own",
        ),
        (
            "De broncode stellen we beschikbaar aan andere gemeenten.",
            "+open own 4",
        ),
        ("Open source is voor ons geen doel op zich.", "-open own"),
        (
            "Wij kiezen bewust voor gesloten software van een gevestigde partij.",
            "-open own 3",
        ),
        (
            "Open source past niet bij een organisatie van onze omvang.",
            "-open own 1",
        ),
        (
            "Bij aanbestedingen eisen we open standaarden.",
            "+open +standaard own 3",
        ),
        (
            "Software die wij laten maken, komt onder een open licentie beschikbaar.",
            "+open own",
        ),
    ]);
}

#[test]
fn recognises_supplier_control_for_and_against() {
    check(&[
        (
            "Wij willen niet afhankelijk zijn van één leverancier.",
            "+regie own 3",
        ),
        ("Vendor lock-in voorkomen we.", "+regie own"),
        (
            "We nemen de regie terug op onze leveranciers.",
            "+regie own",
        ),
        ("We volgen de roadmap van onze leverancier.", "-regie own"),
        (
            "Wij vinden het prima dat de leverancier het tempo bepaalt.",
            "-regie own",
        ),
        ("Bij elk contract hoort een exit-strategie.", "+regie own 3"),
        ("Wij laten dat over aan de markt.", "-regie own 3"),
        (
            "Contractmanagement wordt geprofessionaliseerd.",
            "+regie own 4",
        ),
        (
            "Onze data blijven van ons, ook als een leverancier ze beheert.",
            "+regie own",
        ),
        (
            "Afhankelijkheid van de leverancier nemen we op de koop toe.",
            "-regie own 3",
        ),
        ("We nemen alles af bij één leverancier.", "-regie own"),
    ]);
}

#[test]
fn recognises_cloud_for_and_against() {
    check(&[
        ("Cloud, tenzij.", "+cloud own 3"),
        ("Wij gaan naar de cloud.", "+cloud own 4"),
        ("We gaan niet naar de cloud.", "-cloud own neg"),
        ("Onze gegevens horen niet in de cloud.", "-cloud own"),
        ("Nieuwe software nemen we af als SaaS.", "+cloud own"),
        ("Onze eigen serverruimte blijft.", "-cloud own 3"),
        ("De serverruimte gaat in 2027 dicht.", "+cloud own 4"),
        ("Wij houden onze data op eigen servers.", "-cloud own 3"),
        ("De servers worden in 2027 vernieuwd.", "-cloud own 4"),
        // What is renewed there is something else.
        (
            "De vervanging van het zaaksysteem en de verhuizing van de servers lopen apart.",
            "",
        ),
        (
            "We migreren de kantoorautomatisering naar de cloud.",
            "+cloud own 4",
        ),
        ("De migratie naar de cloud is afgerond.", "+cloud own 5"),
        (
            "We onderzoeken of een soevereine cloud mogelijk is.",
            "+autonomie +cloud own 2",
        ),
        (
            "We halen onze applicaties terug uit de cloud.",
            "-cloud own neg",
        ),
        ("Wij stoppen met eigen servers.", "+cloud own 4 neg"),
        ("Boven het dorp hing een donkere wolk.", ""),
        (
            "De cloud is een verzamelnaam voor rekenkracht via internet.",
            "none",
        ),
    ]);
}

#[test]
fn recognises_architecture_for_and_against() {
    check(&[
        ("We werken onder architectuur.", "+architectuur own"),
        ("GEMMA is ons kader.", "+architectuur own"),
        (
            "Common Ground is leidend bij vervanging van systemen.",
            "+architectuur own 3",
        ),
        (
            "Wij omarmen de principes van Common Ground.",
            "+architectuur own 3",
        ),
        ("Common Ground is een beweging van gemeenten.", "none"),
        (
            "Aan Common Ground doen wij niet mee.",
            "-architectuur own neg",
        ),
        (
            "Elke nieuwe applicatie toetsen we aan de referentiearchitectuur.",
            "+architectuur own 3",
        ),
        (
            "Architectuur vinden we te zwaar voor een kleine organisatie.",
            "-architectuur own 1",
        ),
        (
            "De architectuur van de jaren dertig bepaalt het dorpsbeeld.",
            "none",
        ),
        (
            "Voor projecten stellen we een projectstartarchitectuur op.",
            "+architectuur own",
        ),
    ]);
}

#[test]
fn recognises_outsourcing_for_and_against() {
    check(&[
        (
            "We ontwikkelen ons tot een regieorganisatie.",
            "+regieorganisatie own",
        ),
        (
            "Het technisch beheer besteden we uit.",
            "+regieorganisatie own 4",
        ),
        (
            "We houden het beheer in eigen hand.",
            "-regieorganisatie own 3",
        ),
        ("De ICT blijft in eigen beheer.", "-regieorganisatie own 3"),
        (
            "Wij voeren regie, de uitvoering ligt bij de markt.",
            "+regieorganisatie own",
        ),
        (
            "Onze eigen ICT-afdeling beheert de systemen.",
            "-regieorganisatie own",
        ),
        (
            "We gaan van zelf doen naar regie voeren.",
            "+regieorganisatie own 4",
        ),
        (
            "Het werkplekbeheer is ondergebracht bij een externe partij.",
            "+regieorganisatie own 5",
        ),
        (
            "Wij besteden ons beheer niet uit.",
            "-regieorganisatie own neg",
        ),
    ]);
}
