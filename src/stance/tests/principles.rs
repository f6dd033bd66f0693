//! Sentences that take a stance on a principle.

use super::check;

#[test]
fn collective_or_alone() {
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
fn standard_or_tailor_made() {
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
fn letting_go_or_holding_on() {
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
fn region_or_country() {
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
fn source_or_copy() {
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
fn open_or_closed_software() {
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
fn grip_on_suppliers_or_reliance() {
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
fn cloud_or_own_servers() {
    check(&[
        ("Cloud, tenzij.", "+cloud own 3"),
        ("Wij gaan naar de cloud.", "+cloud own 4"),
        ("We gaan niet naar de cloud.", "-cloud own neg"),
        ("Onze gegevens horen niet in de cloud.", "-cloud own"),
        ("Nieuwe software nemen we af als SaaS.", "+cloud own"),
        ("Onze eigen serverruimte blijft.", "-cloud own 3"),
        ("De serverruimte gaat in 2027 dicht.", "+cloud own 4"),
        ("Wij houden onze data op eigen servers.", "-cloud own 3"),
        (
            "We migreren de kantoorautomatisering naar de cloud.",
            "+cloud own 4",
        ),
        ("De migratie naar de cloud is afgerond.", "+cloud own 5"),
        (
            "We onderzoeken of een soevereine cloud mogelijk is.",
            "+cloud own 2",
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
fn open_government_or_no_more_than_asked() {
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
fn inclusion_or_digital_only() {
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
fn values_or_what_works() {
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
fn architecture_or_without() {
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
fn daring_or_proven() {
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
fn steering_or_doing() {
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
