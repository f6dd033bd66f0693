//! Attribution, tempo, intensity, negative decisions, lists, quotations.

use super::*;

#[test]
fn intensity_follows_the_verbs() {
    check(&[
        ("AI verandert ons werk.", "own 1"),
        ("Privacy wordt steeds belangrijker.", "own 1"),
        ("Informatieveiligheid vinden wij belangrijk.", "own 1"),
        (
            "We maken ons zorgen over de digitale weerbaarheid.",
            "own 1",
        ),
        ("Datakwaliteit is bij ons een punt van aandacht.", "own 1"),
        ("Wij zien kansen in datagedreven werken.", "own 1"),
        ("We onderzoeken de mogelijkheden van een chatbot.", "own 2"),
        ("Wij verkennen hoe AI ons kan helpen.", "own 2"),
        (
            "In overleg met de directie bekijken we of het zaaksysteem vervangen moet worden.",
            "own 2",
        ),
        (
            "Het college laat een haalbaarheidsonderzoek doen naar een datateam.",
            "own 2",
        ),
        ("Er loopt een pilot met een chatbot.", "own 2 +innovatie"),
        (
            "We overwegen een functionaris voor digitale toegankelijkheid aan te stellen.",
            "own 2",
        ),
        ("We willen datagedreven werken.", "own 3"),
        ("Ons streven is een veilige digitale omgeving.", "own 3"),
        (
            "Onze ambitie: alle producten digitaal aan te vragen.",
            "own 3",
        ),
        ("Wij zetten in op digitaal vakmanschap.", "own 3"),
        (
            "Medewerkers moeten overal kunnen werken op een veilige werkplek.",
            "own 3",
        ),
        (
            "In 2028 willen alle afdelingen zaakgericht werken.",
            "own 3 @2028",
        ),
        ("We gaan een nieuw zaaksysteem aanbesteden.", "own 4"),
        ("Het zaaksysteem wordt vervangen.", "own 4"),
        ("In 2027 richten we een datateam in.", "own 4 @2027"),
        ("Aanschaf van een nieuw DMS.", "own 4"),
        ("Opstellen van een datastrategie.", "own 4"),
        ("De implementatie van het e-depot is gestart.", "own 4-5"),
        (
            "Wij voeren dit jaar een DPIA uit op alle systemen.",
            "own 4 fast",
        ),
        ("Het e-depot is in gebruik.", "own 5"),
        ("Wij werken al jaren zaakgericht.", "own 5"),
        ("Sinds 2022 hebben we een CISO.", "own 5"),
        ("Alle medewerkers hebben een laptop.", "own 5"),
        ("De overstap naar de nieuwe werkplek is afgerond.", "own 5"),
        ("We hebben een datateam ingericht.", "own 5"),
        ("We zijn aangesloten op MijnOverheid.", "own 5"),
        ("Het algoritmeregister staat online.", "own 5 +transparant"),
    ]);
}

#[test]
fn recognises_sentences_that_assert_nothing() {
    check(&[
        (
            "In dit hoofdstuk beschrijven we onze visie op data.",
            "none",
        ),
        ("Figuur 3 toont de architectuur.", "none"),
        ("Een API is een koppelvlak tussen twee systemen.", "none"),
        ("Wat betekent AI voor onze dienstverlening?", "none"),
        ("Informatiebeveiliging en privacy", "none"),
        ("5.2 Cloud en infrastructuur", "none"),
        (
            "De Archiefwet stelt eisen aan het beheer van informatie.",
            "none",
        ),
        (
            "Gemeenten zijn verplicht een functionaris gegevensbescherming te hebben.",
            "none",
        ),
        (
            "In 2015 stelde de raad het vorige informatiebeleidsplan vast.",
            "none",
        ),
        (
            "Onder informatiebeveiliging wordt verstaan het beschermen van gegevens.",
            "none",
        ),
        ("De BRP bevat gegevens over inwoners.", "none"),
        ("In 2023 waren er 41 datalekken.", "none"),
        ("Stel dat de cloud een dag uitvalt.", "none"),
        ("De begroting voor ICT bedraagt 3 miljoen euro.", "none"),
        ("De gemeente telt 25.000 inwoners.", "none"),
        ("Steeds meer apparaten zijn verbonden met internet.", "none"),
    ]);
}

#[test]
fn attributes_statements() {
    check(&[
        (
            "De VNG wil dat gemeenten gezamenlijk optrekken.",
            "+collectief other 0",
        ),
        ("Het Rijk zet in op de cloud.", "+cloud other 0"),
        (
            "Volgens het kabinet moeten overheden meer samenwerken aan ICT.",
            "+collectief other 0",
        ),
        (
            "De gemeente Veldrade kiest voor een eigen zaaksysteem.",
            "-collectief other 0",
        ),
        (
            "Elzerbroek stapt uit de gemeenschappelijke regeling.",
            "-collectief other",
        ),
        (
            "De leverancier wil al zijn klanten naar de cloud brengen.",
            "+cloud other 0",
        ),
        (
            "Onze leverancier stopt met ondersteuning van de eigen servers.",
            "+cloud 0 other",
        ),
        (
            "De provincie publiceert haar datasets als open data.",
            "+transparant other 0",
        ),
        (
            "Anders dan het Rijk kiezen wij niet voor de cloud.",
            "-cloud own neg",
        ),
        (
            "Waar de VNG pleit voor samenwerking, kiezen wij onze eigen weg.",
            "-collectief own 3",
        ),
        ("Inwoners vragen om meer openheid.", "other 0 +transparant"),
        (
            "De VNG adviseert om gegevens bij de bron te laten.",
            "+bron other 0",
        ),
        (
            "Met de VNG werken we aan gezamenlijke oplossingen.",
            "+collectief own",
        ),
        ("Het college wil digitaal vakmanschap versterken.", "own 3"),
        ("De raad kiest voor open source.", "+open own 3"),
        (
            "In navolging van de VNG standaardiseren wij onze processen.",
            "+standaard own 4",
        ),
        (
            "“Wij doen liever niet mee”, zei de wethouder over de gezamenlijke inkoop.",
            "-collectief own quoted neg",
        ),
    ]);
}

#[test]
fn own_names_attribute_to_the_municipality() {
    let text = "De gemeente Veldrade kiest voor een eigen zaaksysteem.";
    let found = detect_as(&passage(None, text), &DETECTOR, &["Veldrade"]);
    assert_eq!(found[0].subject, Subject::Own);
    assert_eq!(found[0].intensity, Intensity::INTEND);
    let found = detect_as(&passage(None, text), &DETECTOR, &["Elzerbroek"]);
    assert_eq!(found[0].subject, Subject::Other);
    // Also for names that are short, look like nouns or begin with an article.
    for name in ["Veldrade", "Elzeringen", "Olk", "Het Elzerveld"] {
        let text = format!("{name} kiest voor een zaaksysteem.");
        let own = detect_as(&passage(None, &text), &DETECTOR, &[name]);
        assert_eq!(own[0].subject, Subject::Own, "{name}");
        assert_eq!(own[0].intensity, Intensity::INTEND, "{name}");
    }
}

#[test]
fn recognises_tempo() {
    check(&[
        (
            "Wij willen koploper zijn in digitale dienstverlening.",
            "own fast 3",
        ),
        ("Wij zijn geen koploper in AI.", "own slow -innovatie"),
        (
            "We hoeven niet voorop te lopen met AI.",
            "own slow -innovatie",
        ),
        ("We voeren het zaaksysteem stap voor stap in.", "own slow 4"),
        ("Bij AI zijn we een slimme volger.", "own slow -innovatie"),
        ("Op termijn willen we een datateam.", "own slow 3"),
        (
            "We pakken door met de digitalisering van de dienstverlening.",
            "own fast",
        ),
        (
            "Uiterlijk 1 juli 2027 is de website toegankelijk.",
            "own fast @2027 +inclusie",
        ),
        (
            "De vervanging van het zaaksysteem stellen we uit.",
            "own slow",
        ),
        (
            "Wij wachten met AI tot de regels duidelijk zijn.",
            "own slow",
        ),
        (
            "We wachten niet af, maar gaan nu aan de slag met AI.",
            "own fast",
        ),
        ("Nog voor de zomer hebben we een CISO.", "own fast"),
        (
            "We nemen de tijd voor de invoering van het zaaksysteem.",
            "own slow",
        ),
        ("De uitrol van de werkplek verloopt gefaseerd.", "own slow"),
        ("Met datagedreven werken lopen we voorop.", "own fast"),
        (
            "We versnellen de overgang naar de cloud.",
            "own fast +cloud",
        ),
        ("We lopen achter met informatiebeveiliging.", "own slow 1"),
        ("Technologische ontwikkelingen gaan snel.", ""),
        (
            "Inwoners krijgen sneller antwoord via het klantcontactcentrum.",
            "",
        ),
        ("Privacy heeft geen haast, zorgvuldigheid wel.", "slow"),
    ]);
}

#[test]
fn recognises_negative_decisions() {
    check(&[
        ("We stoppen met het klantcontactcentrum.", "own 4 neg"),
        ("De pilot met de chatbot is stopgezet.", "own 4 neg"),
        ("We kiezen niet voor een eigen datateam.", "own neg"),
        ("Wij zien af van een eigen app.", "own 3-4 neg +collectief"),
        ("We schaffen geen nieuw zaaksysteem aan.", "own neg"),
        (
            "Het contract met de leverancier van het zaaksysteem is opgezegd.",
            "own 4 neg",
        ),
        ("We stoppen niet met het klantcontactcentrum.", "own"),
        ("De balie schaffen wij niet af.", "own +inclusie"),
        (
            "Wij werken niet alleen aan privacy, maar ook aan veiligheid.",
            "own",
        ),
        ("Het zaaksysteem is nog niet ingevoerd.", "own"),
        ("We hebben geen datateam.", "own"),
        ("Drones gebruiken wij niet.", "own neg"),
        ("Een chatbot komt er niet.", "own neg"),
        (
            "We trekken ons terug uit het project smart city.",
            "own neg",
        ),
        ("Met blockchain gaan we niet verder.", "own neg"),
    ]);
}

#[test]
fn recognises_hedges() {
    check(&[
        (
            "We zouden kunnen overstappen naar de cloud.",
            "own 1 hedged",
        ),
        ("Mogelijk stellen we een datastrategie op.", "hedged"),
        (
            "Als er budget is, richten we een datateam in.",
            "own hedged",
        ),
        ("Aansluiten bij de regio wordt niet uitgesloten.", "hedged"),
    ]);
}

#[test]
fn list_items_inherit_from_their_introduction() {
    let text = "Wij willen:\neen gezamenlijk zaaksysteem;\nopen data;\neen eigen chatbot.\nDe balie is open.";
    let found = detected(text);
    let said: Vec<_> = found
        .iter()
        .map(|s| (s.sentence.of(text), s.intensity.get()))
        .collect();
    assert_eq!(said[0], ("een gezamenlijk zaaksysteem;", 3));
    assert_eq!(said[1], ("open data;", 3));
    assert_eq!(said[2], ("een eigen chatbot.", 3));
}

#[test]
fn sentences_without_theme_inherit_that_of_the_heading() {
    let passage = passage(
        Some("3.1 Zaakgericht werken"),
        "Wij gaan hierin stapsgewijs te werk.",
    );
    let found = detect(&passage, &DETECTOR);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].themes,
        [TAXONOMY.theme_named("zaakgericht").expect("built in")]
    );
    assert_eq!(found[0].tempo, Some(Tempo::Slow));
}

#[test]
fn text_without_cues_makes_no_statement() {
    assert!(detected("").is_empty());
    assert!(detected("De zon schijnt. Het regent niet.").is_empty());
    assert!(detected("\n\n").is_empty());
}

#[test]
fn numbered_headings_state_nothing() {
    check(&[
        ("4.2 Werken in de cloud", "none 0 #infrastructuur"),
        ("2.5 Bewezen techniek.", "none 0"),
        ("2.1.3 Data bij de bron", "none 0"),
        (
            "2.5 Wij kiezen voor bewezen techniek en voor de cloud.",
            "-innovatie +cloud own 3",
        ),
        ("Data bij de bron", "+bron own 3"),
    ]);
}

#[test]
fn present_use_is_realised_even_before_a_future_clause() {
    check(&[
        (
            "Het datawarehouse is operationeel en wordt gevoed vanuit veel bronnen.",
            "own 5",
        ),
        (
            "Het zaaksysteem wordt in 2027 in gebruik genomen.",
            "own 4 @2027",
        ),
        ("De bouw van ons zaaksysteem is gestart.", "own 4"),
    ]);
}

#[test]
fn marks_inside_numbers_begin_no_clause() {
    check(&[
        (
            "De chatbot beantwoordt in het klantcontactcentrum 6.400 vragen per maand.",
            "own 5 #klantcontact",
        ),
        (
            "Het zaaksysteem verwerkt 1.250 aanvragen per week.",
            "own 5 #zaakgericht",
        ),
    ]);
}

#[test]
fn use_by_all_departments_is_no_rule() {
    check(&[
        (
            "Ons zaaksysteem is in gebruik bij alle afdelingen en draait op open componenten.",
            "own 5 #zaakgericht",
        ),
        (
            "Het e-depot is sinds mei in gebruik bij alle teams en draait goed.",
            "own 5 #archief",
        ),
        ("Alle nieuwe systemen draaien in de cloud.", "own 3 +cloud"),
        ("Elk nieuw systeem draait in de cloud.", "own 3 +cloud"),
    ]);
}

#[test]
fn a_sentence_that_names_the_tempo_needs_no_theme() {
    check(&[
        (
            "Een hoog tempo wordt daarom niet nagestreefd.",
            "own slow neg",
        ),
        ("Er is geen haast.", "own slow"),
        // What is to be accelerated is not known: it may be a road.
        ("De aanleg wordt uiterlijk in 2027 gestart.", "none"),
        ("Het tempo van de woningbouw wordt verhoogd.", "none"),
    ]);
}

#[test]
fn opinions_have_intensity_signal() {
    check(&[
        (
            "Een datawarehouse dat alleen door ons wordt gebruikt, is in onze ogen geen verstandige investering.",
            "own 1",
        ),
        (
            "Een zaaksysteem dat door iedereen wordt beheerd, is naar onze mening onverstandig.",
            "own 1",
        ),
        (
            "Het zaaksysteem wordt door alle afdelingen gebruikt.",
            "own 4-5",
        ),
    ]);
}

/// The initiatives and the intensity of each statement of a passage.
fn initiatives_of(heading: &str, text: &str) -> Vec<(String, u8)> {
    let found = detect(&passage(Some(heading), text), &DETECTOR);
    let named = |s: &PolicyStatement| {
        let initiatives = s.initiatives.iter();
        let names: Vec<&str> = initiatives
            .map(|t| TAXONOMY.initiative(*t).name.as_str())
            .collect();
        (names.join(" "), s.intensity.get())
    };
    found.iter().map(named).collect()
}

#[test]
fn table_rows_inherit_intensity_of_an_exploring_heading() {
    let table = "Onderwerp | Vraag | Klaar\n\
                 Digital twin | Kan een model van de dijk helpen bij het beheer? | mei 2025\n\
                 Chatbot | Is de techniek rijp? | maart 2025\n\
                 E-depot | eisen van de inspectie | juni 2025";
    let things = ["digital-twin", "chatbot", "e-depot"];
    let expected = |level: u8| things.map(|thing| (thing.to_owned(), level)).to_vec();
    assert_eq!(
        initiatives_of("4. Verkenningen 2024-2025", table),
        expected(2)
    );
    assert_eq!(initiatives_of("Onderzoeksagenda", table), expected(2));
    assert_eq!(initiatives_of("5. Beeld", table), expected(0));
}

#[test]
fn marked_headings_state_nothing_and_pass_on_their_theme() {
    let text = "Wij bouwen een zaaksysteem\nDat doen wij stap voor stap.";
    let mut one = passage(None, text);
    let before = detect(&one, &DETECTOR);
    assert_eq!(before[0].intensity, Intensity::EXECUTE);
    one.headings = vec![Span::new(0, 26)];
    let found = detect(&one, &DETECTOR);
    assert!(found[0].is_mention(), "{found:?}");
    let theme = TAXONOMY.theme_named("zaakgericht").expect("built in");
    assert_eq!(found[1].themes, [theme], "{found:?}");
}

#[test]
fn what_others_plead_for_is_not_the_wish_of_the_municipality() {
    let detector = Detector::new(&TAXONOMY);
    let principles = |text: &str| -> usize {
        let found = detect(&passage(None, text), &detector);
        found
            .iter()
            .map(|statement| statement.principles.len())
            .sum()
    };
    // Read for what it is by the words alone, so the classifier is asked.
    let own = "Wij kopen het zaaksysteem samen met drie buurgemeenten.";
    assert!(principles(own) > 0);
    let others = "In het overleg wordt door Elzerbroek en enkele andere gemeenten gepleit voor een gezamenlijke dienst.";
    assert_eq!(principles(others), 0);
}
