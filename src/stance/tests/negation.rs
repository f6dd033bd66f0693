//! Sentences in which a negation, a concession or a comparison decides.

use super::check;

#[test]
fn negations_reverse_cues_in_their_scope() {
    check(&[
        (
            "Samenwerken doen we niet omdat het moet, maar omdat het loont.",
            "+collectief",
        ),
        ("Wij gaan niet langer alleen verder.", "+collectief"),
        ("Niet ieder voor zich, maar samen.", "+collectief"),
        (
            "Wij zien geen reden om dit zelf te ontwikkelen.",
            "+collectief",
        ),
        (
            "Zonder samenwerking met andere gemeenten redden wij het niet.",
            "+collectief",
        ),
        (
            "We doen niets dubbel wat de buurgemeenten al doen.",
            "+collectief",
        ),
        (
            "Wij gaan geen eigen zaaksysteem bouwen maar sluiten aan bij de regio.",
            "+collectief +regionaal",
        ),
        (
            "Wij sluiten aan bij de regio en bouwen geen eigen zaaksysteem.",
            "+collectief +regionaal",
        ),
        (
            "Samenwerking is voor ons geen vanzelfsprekendheid.",
            "-collectief",
        ),
        (
            "Wij zijn tegen verplichte samenwerking op ICT-gebied.",
            "-collectief",
        ),
        (
            "Een gezamenlijk systeem zien wij niet zitten.",
            "-collectief",
        ),
        ("Wij kunnen onze ICT prima zelf aan.", "-collectief"),
        (
            "We hebben goede ervaringen met zelf ontwikkelen en gaan daarmee door.",
            "-collectief",
        ),
        (
            "De gezamenlijke organisatie wordt ontmanteld.",
            "-collectief neg",
        ),
        (
            "Alleen als het echt niet anders kan, doen wij iets zelf.",
            "+collectief",
        ),
        (
            "Alleen als een gezamenlijke oplossing ontbreekt, kiezen we voor een eigen oplossing.",
            "+collectief",
        ),
        (
            "Eigen oplossingen zijn voortaan de uitzondering.",
            "+collectief",
        ),
        (
            "We geven voorrang aan gezamenlijke oplossingen boven eigen oplossingen.",
            "+collectief",
        ),
        (
            "Uittreden uit de gemeenschappelijke regeling is voor ons niet aan de orde.",
            "+collectief",
        ),
        (
            "Wij verlengen de dienstverleningsovereenkomst met het shared service center.",
            "+collectief",
        ),
        (
            "Wij verlengen de overeenkomst met het shared service center niet.",
            "-collectief neg",
        ),
        (
            "Het is niet verstandig om dit alleen te doen.",
            "+collectief",
        ),
        ("Maatwerk bouwen we niet meer.", "+standaard"),
        (
            "Van de standaard wijken wij alleen af bij uitzondering.",
            "+standaard",
        ),
        ("Van de standaard wijken wij niet af.", "+standaard"),
        (
            "Wij laten ons niet leiden door standaardpakketten.",
            "-standaard",
        ),
        ("De standaard is voor ons niet heilig.", "-standaard"),
        ("Zonder standaarden geen samenhang.", "+standaard"),
        (
            "Onze werkwijze hoeft niet te wijken voor een pakket.",
            "-standaard",
        ),
        (
            "Wij hoeven onze eigen werkwijze niet te behouden.",
            "+standaard",
        ),
        ("Gegevens kopiëren we niet meer.", "+bron"),
        ("We slaan geen gegevens dubbel op.", "+bron"),
        (
            "We bewaren geen gegevens die we bij de bron kunnen opvragen.",
            "+bron",
        ),
        ("Bevragen bij de bron is voor ons niet haalbaar.", "-bron"),
        (
            "Wij blijven gegevens kopiëren naar ons magazijn omdat dat sneller werkt.",
            "-bron",
        ),
        ("Wij schrijven open standaarden niet voor.", "-open"),
        ("Gesloten software sluiten we niet uit.", "-open"),
        ("Wij vermijden gesloten software.", "+open"),
        (
            "Wij willen geen software waarvan we de code niet kennen.",
            "+open neg",
        ),
        ("Leveranciers bepalen niet langer onze agenda.", "+regie"),
        (
            "Wij stellen geen extra eisen aan leveranciers.",
            "-regie neg",
        ),
        ("Zonder exitplan tekenen wij geen contract.", "+regie"),
        ("Wij laten de keuze aan de leverancier.", "-regie"),
        ("De cloud is geen doel op zich.", ""),
        ("De cloud vermijden we waar dat kan.", "-cloud"),
        (
            "Wij vertrouwen onze gegevens niet toe aan de cloud.",
            "-cloud",
        ),
        ("We hebben geen servers meer in huis.", "+cloud"),
        ("Eigen servers hebben hun langste tijd gehad.", "+cloud"),
        ("Nieuwe servers kopen we niet meer.", "+cloud"),
        ("Zonder cloud kan het ook.", ""),
        (
            "Voor gevoelige gegevens gebruiken we de cloud niet.",
            "-cloud neg",
        ),
        (
            "We houden niets achter dat openbaar kan zijn.",
            "+transparant",
        ),
        ("Wij hebben niets te verbergen.", ""),
        ("Wij publiceren geen algoritmeregister.", "-transparant neg"),
        (
            "We wachten niet op een Woo-verzoek, maar maken stukken uit eigen beweging openbaar.",
            "+transparant fast",
        ),
        ("Niet alles hoeft openbaar te zijn.", "-transparant"),
        ("Zonder DigiD kun je bij ons ook terecht.", "+inclusie"),
        ("We dwingen niemand om digitaal zaken te doen.", "+inclusie"),
        (
            "Een papieren formulier bieden we niet meer aan.",
            "-inclusie neg",
        ),
        ("Niet iedereen kan of wil digitaal.", "+inclusie"),
        (
            "Wij maken geen uitzondering voor mensen zonder computer.",
            "-inclusie",
        ),
        (
            "Wij gebruiken geen algoritmen die mensen indelen in risicogroepen.",
            "+waarden",
        ),
        ("Een ethische toets doen we niet.", "-waarden neg"),
        (
            "Technologie zetten we nooit in ten koste van publieke waarden.",
            "+waarden",
        ),
        ("Over ethiek hebben we het achteraf wel.", "-waarden"),
        (
            "Wij laten een algoritme nooit alleen beslissen.",
            "+waarden",
        ),
        ("GEMMA schrijven we niet voor.", "-architectuur"),
        ("Wij werken niet onder architectuur.", "-architectuur"),
        (
            "Zonder architectuur beginnen wij geen project.",
            "+architectuur",
        ),
        (
            "Afwijken van de architectuur staan we niet toe.",
            "+architectuur",
        ),
        ("Aan experimenten doen wij niet mee.", "-innovatie neg"),
        ("Wij zijn niet bang om te experimenteren.", "+innovatie"),
        (
            "Wij hoeven niet het nieuwste van het nieuwste.",
            "-innovatie",
        ),
        (
            "We wachten tot een techniek zich heeft bewezen.",
            "-innovatie slow",
        ),
        (
            "Met onbewezen technologie beginnen we niet.",
            "-innovatie neg",
        ),
        (
            "Wij gaan ons niet beperken tot bewezen techniek.",
            "+innovatie",
        ),
        ("Wij worden geen regieorganisatie.", "-regieorganisatie neg"),
        ("We doen niet alles meer zelf.", "+regieorganisatie"),
        ("Het beheer halen we weer naar binnen.", "-regieorganisatie"),
        (
            "Beheer is geen kerntaak van ons en hoort bij een marktpartij.",
            "+regieorganisatie",
        ),
        ("Uitbesteden is voor ons geen taboe.", "+regieorganisatie"),
        ("De kennis willen we in huis houden.", "-regieorganisatie"),
        ("Onze autonomie leveren we niet in.", "-loslaten"),
        (
            "Wij hoeven niet overal zelf over te beslissen.",
            "+loslaten",
        ),
        (
            "Niet onze eigen wens is leidend, maar het gezamenlijke belang.",
            "+loslaten +collectief",
        ),
        ("Wij schikken ons niet naar de meerderheid.", "-loslaten"),
        (
            "Wij willen niet dat anderen over onze systemen beslissen.",
            "-loslaten neg",
        ),
        ("De regio is ons te klein voor dit vraagstuk.", "-regionaal"),
        (
            "Wij wachten niet op een landelijke oplossing maar pakken het regionaal op.",
            "+regionaal +collectief fast",
        ),
        (
            "Landelijk waar het kan, regionaal waar het moet.",
            "-regionaal",
        ),
        (
            "Regionaal werken we niet samen op dit punt.",
            "-regionaal -collectief neg",
        ),
    ]);
}

#[test]
fn fronted_objects_are_in_the_scope_of_the_next_clause() {
    check(&[
        (
            "Experimenteren met mensen die van ons afhankelijk zijn, vinden wij niet gepast.",
            "-innovatie",
        ),
        (
            "Experimenteren met nieuwe techniek, doen wij niet.",
            "-innovatie neg",
        ),
        ("Alles in de cloud zetten, willen wij niet.", "-cloud neg"),
        // What stands before the comma is no object there.
        (
            "Wij willen geen koploper zijn, en wij lopen ook niet voorop als het zo uitkomt.",
            "-innovatie slow neg",
        ),
        (
            "Met experimenteren winnen wij tijd, maar wij doen dat niet alleen.",
            "+innovatie",
        ),
        (
            "Door te experimenteren met sensoren, lopen we niet achter.",
            "+innovatie fast",
        ),
    ]);
}
