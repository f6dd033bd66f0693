//! Together or alone: collective, standard, letting go, region.

use super::super::check;

#[test]
fn recognises_collective_action_for_and_against() {
    check(&[
        ("Collectief, tenzij.", "+collectief own 3"),
        ("Zelf, tenzij.", "-collectief own 3"),
        (
            "Wij doen het samen, tenzij het echt niet anders kan.",
            "+collectief own 3",
        ),
        (
            "We organiseren onze ICT zelf, tenzij de kosten te hoog worden.",
            "-collectief own 3",
        ),
        (
            "Wij sluiten aan bij de collectieve voorzieningen van de VNG.",
            "+collectief own 4",
        ),
        (
            "Wij sluiten ons niet aan bij de collectieve voorziening.",
            "-collectief own neg",
        ),
        (
            "We ontwikkelen niets meer zelf als het ook collectief beschikbaar is.",
            "+collectief own 3-4",
        ),
        (
            "Het wiel hoeft niet iedere keer opnieuw te worden uitgevonden.",
            "+collectief",
        ),
        (
            "Samen met onze buurgemeenten vinden we het wiel één keer uit.",
            "+collectief +regionaal own",
        ),
        (
            "Wij willen de krachten bundelen met andere gemeenten.",
            "+collectief own 3",
        ),
        (
            "De vijf gemeenten trekken gezamenlijk op bij de aanschaf van een nieuw zaaksysteem.",
            "+collectief",
        ),
        (
            "We kiezen onze eigen koers op het gebied van informatisering.",
            "-collectief own 3",
        ),
        (
            "De gemeente kiest voor een eigen oplossing.",
            "-collectief own 3",
        ),
        ("We bouwen ons eigen portaal.", "-collectief own"),
        (
            "Wij willen de samenwerking op ICT-gebied intensiveren.",
            "+collectief own 3",
        ),
        ("De ICT-samenwerking is beëindigd.", "-collectief own 4 neg"),
        (
            "We stappen per 1 januari 2027 uit de gemeenschappelijke regeling.",
            "-collectief own 4 neg",
        ),
        (
            "Alleen redden we dit niet; samenwerking is noodzakelijk.",
            "+collectief own 1",
        ),
        ("Geen enkele gemeente kan dit alleen.", "+collectief"),
        ("Samen staan we sterker dan alleen.", "+collectief own"),
        (
            "Wij hergebruiken wat andere gemeenten al hebben gemaakt.",
            "+collectief own",
        ),
        (
            "We nemen de app over van een collega-gemeente.",
            "+collectief own 4",
        ),
        (
            "Gezamenlijke inkoop levert ons schaalvoordeel op.",
            "+collectief own",
        ),
        (
            "We wachten niet op de regio en bouwen zelf een oplossing.",
            "-collectief own 3-4 fast",
        ),
        (
            "Wij hebben geen behoefte om onze ICT in een regionale samenwerking onder te brengen.",
            "-collectief -regionaal own neg",
        ),
        (
            "Wij zien af van deelname aan het shared service center.",
            "-collectief own 3-4 neg",
        ),
        (
            "Met de buurgemeenten delen we één CISO.",
            "+collectief +regionaal own",
        ),
        ("We laten duizend bloemen bloeien.", "-collectief"),
        (
            "Wij varen onze eigen koers en ontwikkelen onze systemen zelf.",
            "-collectief own",
        ),
        (
            "Wij doen mee aan het landelijke programma voor gezamenlijke gegevensuitwisseling.",
            "+collectief own",
        ),
        (
            "We gaan samen met vier gemeenten een datateam opzetten.",
            "+collectief own 4",
        ),
        (
            "We verkennen met de buurgemeenten of een gezamenlijke servicedesk haalbaar is.",
            "+collectief +regionaal own 2",
        ),
        (
            "Onderzocht wordt of aansluiting bij de landelijke voorziening mogelijk is.",
            "+collectief own 2",
        ),
        ("Wij werken nauw samen met inwoners en ondernemers.", ""),
        (
            "We werken samen met scholen en zorgaanbieders aan een gezonde wijk.",
            "",
        ),
        (
            "Door schaalvergroting kunnen we samen meer bereiken dan ieder voor zich.",
            "+collectief",
        ),
        (
            "Als één overheid helpen we onze inwoners.",
            "+collectief own",
        ),
        (
            "Wat landelijk beschikbaar is, gaan we niet zelf maken.",
            "+collectief own 3-4",
        ),
        ("We kopen gezamenlijk in.", "+collectief own"),
        (
            "Wij blijven onze eigen applicaties kiezen.",
            "-collectief own 3",
        ),
        (
            "Wij blijven liever zelfstandig dan dat we opgaan in een groter geheel.",
            "-collectief own 3",
        ),
        (
            "Deelname aan de gezamenlijke aanbesteding is belangrijk.",
            "+collectief 1",
        ),
        (
            "Kennis en ervaring delen we met andere gemeenten in de provincie.",
            "+collectief own",
        ),
        (
            "Onze gemeente heeft zich aangesloten bij het regionale samenwerkingsverband.",
            "+collectief +regionaal own 5",
        ),
        (
            "De raad heeft besloten om niet deel te nemen aan de gezamenlijke organisatie.",
            "-collectief own neg",
        ),
        (
            "Met behoud van eigen identiteit brengen we onze ICT onder in één gezamenlijke organisatie.",
            "+collectief own",
        ),
        ("Massaal digitaal, maatwerk lokaal.", "+collectief"),
    ]);
}

#[test]
fn recognises_standardisation_for_and_against() {
    check(&[
        (
            "Standaard waar het kan, maatwerk waar nodig.",
            "+standaard own 3",
        ),
        (
            "We kiezen voor standaardoplossingen boven maatwerk.",
            "+standaard own 3",
        ),
        ("Maatwerk is de uitzondering.", "+standaard own"),
        (
            "Wij passen onze processen aan het pakket aan en niet andersom.",
            "+standaard own",
        ),
        (
            "Het systeem past zich aan onze werkwijze aan.",
            "-standaard own",
        ),
        (
            "Wij laten maatwerksoftware bouwen die precies bij ons past.",
            "-standaard own",
        ),
        (
            "De drie gemeenten harmoniseren hun werkprocessen.",
            "+standaard +collectief",
        ),
        ("Werkprocessen worden geüniformeerd.", "+standaard own 4"),
        (
            "We werken allemaal met hetzelfde systeem en dezelfde zaaktypen.",
            "+standaard own",
        ),
        (
            "Gemeentespecifieke wensen houden we overeind.",
            "-standaard own",
        ),
        (
            "We gebruiken de standaardinrichting van de leverancier.",
            "+standaard own",
        ),
        (
            "Een standaardpakket voldoet voor onze gemeente niet.",
            "-standaard own",
        ),
        (
            "Iedere afdeling mag haar eigen werkwijze kiezen.",
            "-standaard own 3",
        ),
        (
            "Bij elke aanschaf geldt: standaard, tenzij.",
            "+standaard own 3",
        ),
        ("Maatwerk willen we terugdringen.", "+standaard own 3"),
        (
            "Wij hanteren de landelijke standaarden.",
            "+standaard own 3",
        ),
        ("Voor kwetsbare inwoners leveren we maatwerk.", "+inclusie"),
        (
            "We brengen het aantal werkwijzen terug tot één.",
            "+standaard own 4",
        ),
        ("Eenheidsworst willen wij niet.", "-standaard own neg"),
    ]);
}

#[test]
fn recognises_giving_up_autonomy_for_and_against() {
    check(&[
        (
            "Wij zijn bereid eigen keuzes los te laten.",
            "+loslaten own 3",
        ),
        (
            "We leveren een deel van onze autonomie in.",
            "+loslaten own",
        ),
        (
            "We willen zelf kunnen blijven bepalen welke systemen we gebruiken.",
            "-loslaten own 3",
        ),
        (
            "Onze eigen voorkeur is ondergeschikt aan het gezamenlijke belang.",
            "+loslaten +collectief own",
        ),
        ("Keuzevrijheid vinden wij belangrijk.", "-loslaten own 1"),
        (
            "We hechten aan onze autonomie op het gebied van ICT.",
            "-loslaten own 3",
        ),
        (
            "De partners zijn gelijkwaardig en ieder heeft één stem.",
            "+loslaten",
        ),
        (
            "We leggen ons neer bij wat de meerderheid van de gemeenten besluit.",
            "+loslaten own 3-4",
        ),
        (
            "We geven de zeggenschap over onze systemen niet uit handen.",
            "-loslaten own",
        ),
        ("Wij houden zelf het stuur in handen.", "-loslaten own 3"),
        (
            "Eigen wensen zetten we opzij als dat nodig is voor een gezamenlijke oplossing.",
            "+loslaten own",
        ),
        ("Couleur locale blijft het uitgangspunt.", "-loslaten own 3"),
        ("Inwoners houden de eigen regie over hun leven.", ""),
    ]);
}

#[test]
fn recognises_regional_cooperation_for_and_against() {
    check(&[
        ("Regionaal, tenzij.", "+regionaal own 3"),
        ("Landelijk, tenzij.", "-regionaal own 3"),
        (
            "Eerst kijken we in de regio, dan landelijk.",
            "+regionaal own",
        ),
        (
            "Wij kiezen liever voor een landelijke voorziening dan voor een regionale.",
            "-regionaal +collectief own 3",
        ),
        (
            "We pakken informatieveiligheid regionaal op.",
            "+regionaal +collectief own",
        ),
        (
            "Samen met de gemeenten in de regio richten we een datateam in.",
            "+regionaal +collectief own",
        ),
        (
            "De regio is voor ons de juiste schaal voor samenwerking.",
            "+regionaal own",
        ),
        (
            "Met de buurgemeenten gaan we gezamenlijk een e-depot inrichten.",
            "+regionaal +collectief own 4",
        ),
        (
            "In streekverband kopen we licenties in.",
            "+regionaal +collectief own",
        ),
        ("De regio is bezig met een nieuwe woonvisie.", ""),
    ]);
}

#[test]
fn working_with_a_supplier_is_not_collective() {
    check(&[
        (
            "Samen met onze leverancier richten wij het zaaksysteem in.",
            "",
        ),
        (
            "Met de gemeente is de planning van de software besproken.",
            "",
        ),
        (
            "Samen met buurgemeenten en onze leverancier richten wij het zaaksysteem in.",
            "+collectief +regionaal",
        ),
    ]);
}

#[test]
fn a_single_municipality_is_no_partnership() {
    check(&[
        (
            "De toelichting is voorgelezen aan iemand die niet bij de gemeente werkt.",
            "",
        ),
        (
            "Wij sluiten aan bij een systeem van andere gemeenten.",
            "+collectief",
        ),
        (
            "Wij sluiten niet aan bij een voorziening van andere gemeenten.",
            "-collectief neg",
        ),
    ]);
}
