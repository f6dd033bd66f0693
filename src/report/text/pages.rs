//! The fixed texts of the pages, by page, and their titles.

use super::{Language, Noun};

texts! {
    // The frame of every page.
    code_of_language = "nl", "en";
    other_language = "English", "Nederlands";
    skip_to_content = "Naar de inhoud", "Skip to content";
    main_menu = "Hoofdmenu", "Main menu";
    menu_home = "Begin", "Start";
    menu_search = "Zoeken in teksten", "Search the texts";
    menu_coverage = "Wat is gelezen", "What was read";
    menu_method = "Hoe het werkt", "How it works";
    menu_accessibility = "Toegankelijkheid", "Accessibility";
    accessibility_title = "Toegankelijkheids\u{ad}verklaring", "Accessibility statement";
    accessibility_text = "Iedereen moet deze pagina's kunnen gebruiken. Zij werken zonder script, met alleen een toetsenbord en met vergroting. De kaart heeft altijd een lijst ernaast. Kleur is nooit het enige teken.",
        "Everyone must be able to use these pages. They work without script, with a keyboard only and with zoom. The map always has a list beside it. Colour is never the only sign.";
    footer_note = "Een reden voor een gesprek, geen oordeel.", "A reason to talk, no verdict.";
    // The home page: which municipality.
    slogan = "Wie in de regio wil hetzelfde als u?", "Who in the region wants what you want?";
    home_intro = "wiel leest de visies van gemeenten. Het laat zien met wie uw gemeente één koers heeft, en op welke zinnen dat rust. Zo vindt u samen één keer het wiel uit.",
        "wiel reads the visions of municipalities. It shows with whom your municipality shares a course, and on which sentences that rests. So that you invent the wheel once, together.";
    name_of_municipality = "Naam van uw gemeente", "Name of your municipality";
    name_hint = "Een vroegere naam of de code mag ook.", "A former name or the code will do.";
    names_found = "Aantal namen: #. Kies met de pijltoetsen.", "Names found: #. Choose with the arrow keys.";
    show_partners = "Toon partners", "Show partners";
    who_is_meant = "Wie bedoelt u?", "Whom do you mean?";
    // The form above a ranking.
    narrow = "Zoek anders", "Search in another way";
    how_far = "Hoe ver kijken", "How far to look";
    how_many = "Hoeveel partners", "How many partners";
    how_heavy = "Hoe zwaar telt elk deel", "How much each part counts";
    weights_hint = "Getallen van 0 of meer; wiel maakt er samen 1 van.",
        "Numbers of 0 or more; wiel scales them to add up to 1.";
    apply = "Toepassen", "Apply";
    reset = "Terug naar de standaard", "Back to the default";
    only_theme = "Alleen over dit onderwerp", "Only on this subject";
    only_theme_hint = "Dan telt alleen wat gemeenten over dat onderwerp kiezen. Wie er niets over zegt, staat er niet bij.",
        "Then only counts what municipalities choose on that subject. Who says nothing on it is not shown.";
    ahead_on = "Alleen wie verder is dan u", "Only who is further than you";
    ahead_hint = "Kies een onderwerp. U ziet dan wie daar meer voornemens of uitvoering op heeft dan u.",
        "Choose a subject. You then see who has come further on it than you.";
    what_if = "Stel dat u dit kiest", "Suppose you choose this";
    what_if_hint = "Wie zou dan dichterbij komen? Er verandert niets aan uw documenten.",
        "Who would come nearer then? Nothing changes in your documents.";
    no_choice = "geen keuze", "no choice";
    // A ranking and its map.
    on_the_map = "Op de kaart", "On the map";
    legend = "Koers tussen alle paren waarvan de visies zijn vergeleken", "Course among all pairs of which the visions were compared";
    own_municipality = "uw gemeente", "your municipality";
    no_score = "alleen woorden bekend, geen tekst of niet gevraagd", "only words known, no text or not asked for";
    in_a_list = "In een lijst", "In a list";
    nobody_near = "Er is geen gemeente om mee te vergelijken. Kijk verder om u heen.",
        "There is no municipality to compare with. Look further around you.";
    why = "Waarom", "Why";
    side_by_side = "Zet naast elkaar", "Put side by side";
    /// The link to a list as a layer for a map.
    as_map_layer = "Deze lijst als kaartlaag (GeoJSON)", "This list as a map layer (GeoJSON)";
    as_data = "Deze lijst als gegevens (JSON)", "This list as data (JSON)";
    comparison_as_data = "Deze vergelijking als gegevens (JSON)", "This comparison as data (JSON)";
    our_text = "Wat er van u is gelezen", "What was read of you";
    take_care = "Let op", "Take care";
    profile_link = "Profiel", "Profile";
    to_wheels = "Wielen: wat u en uw buren plannen, maken of hebben",
        "Wheels: what you and your neighbours plan, build or have";
    to_guide = "Gespreksgids voor deze twee", "A guide for a talk between these two";
    // Why a pair has its course.
    part_column = "deel", "part";
    value = "gelijk", "alike";
    weight = "gewicht", "weight";
    adds = "telt voor", "adds";
    meaning_column = "wat dat zegt", "what that says";
    what_was_read = "Wat is gelezen", "What was read";
    // A comparison.
    principles_heading = "Principes", "Principles";
    principles_note = "Tussen haakjes: hoeveel zinnen voor zijn en hoeveel tegen. De blokjes laten zien hoe ver een gemeente is, van noemen (1) tot hebben (5).",
        "Between brackets: how many sentences are for and how many against. The blocks show how far a municipality has come, from naming (1) to having (5).";
    /// What the percentage beside a name is, where it first stands on a page.
    percentage_note = "Het percentage is de koers: hoeveel de visies op elkaar lijken. Het is een reden voor een gesprek, geen oordeel.",
        "The percentage is the course: how far the visions agree. It is a reason to talk, no verdict.";
    /// The heading above the parts of a score.
    how_computed = "Hoe de koers is berekend", "How the course is computed";
    /// Above the parts of a score, what the columns are.
    how_computed_note = "Elk deel is een percentage. Hoe zwaar het telt, hangt af van uw gewicht en van hoeveel er bekend is.",
        "Each part is a percentage. How heavily it counts depends on your weight and on how much is known.";
    themes_heading = "Onderwerpen", "Subjects";
    themes_note = "Hoe ver elke gemeente is, van noemen (1) tot hebben (5). Dat telt niet mee in de koers.",
        "How far each municipality has come, from naming (1) to having (5). That does not count in the course.";
    emphasis_note = "De nadruk zegt hoeveel meer of minder hierover staat dan gemiddeld bij gemeenten.",
        "The emphasis says how much more or less there is of it than with municipalities on average.";
    pace_heading = "Tempo", "Pace";
    both_say_heading = "Wat beide zeggen", "What both say";
    principle_column = "principe", "principle";
    theme_column = "onderwerp", "subject";
    together_column = "samen", "together";
    emphasis_column = "nadruk", "emphasis";
    progress_column = "hoe ver", "how far";
    pace_column = "tempo", "pace";
    where_differ = "Hier willen zij iets anders", "Here they want something else";
    where_agree = "Hier willen zij hetzelfde", "Here they want the same";
    nothing_said = "Geen van beide zegt hier iets over.", "Neither says anything about this.";
    // Documents and municipalities.
    documents = "Documenten", "Documents";
    no_documents = "Er zijn geen documenten.", "There are no documents.";
    title_column = "document", "document";
    kind_column = "soort", "kind";
    date_column = "datum", "date";
    pages_column = "blz.", "pages";
    words_column = "woorden", "words";
    remarks_column = "opmerking", "remark";
    municipality_column = "gemeente", "municipality";
    documents_column = "documenten", "documents";
    readable_column = "leesbaar", "readable";
    newest_column = "nieuwste", "newest";
    coverage_intro = "Hieronder staat van elke gemeente wat wiel heeft gelezen. Staat er niets, dan zegt wiel niets over die gemeente. Zwijgen is geen nee.",
        "Below is what wiel has read of each municipality. Where there is nothing, wiel says nothing about it. Silence is no disagreement.";
    left_out_of_build = "Wat niet is opgenomen", "What was left out";
    // Searching, and one passage.
    search_words = "Woorden", "Words";
    search_hint = "Zet een zin tussen aanhalingstekens. - voor een woord: mag er niet in staan. * erachter: het begin van een woord.",
        "Put a phrase between quotation marks. - before a word: must not be there. * behind it: the beginning of a word.";
    only_municipality = "Alleen van gemeente", "Only of municipality";
    only_year = "Alleen uit jaar", "Only of year";
    search = "Zoek", "Search";
    previous = "Vorige", "Previous";
    next = "Volgende", "Next";
    more_pages = "Meer bladzijden", "More pages";
    whole_passage = "De hele passage", "The whole passage";
    to_document = "Naar het document", "To the document";
    passage_before = "Passage ervoor", "Passage before";
    passage_after = "Passage erna", "Passage after";
    around_passage = "Rond deze passage", "Around this passage";
    // Shared initiatives and regions.
    what_column = "wat", "what";
    opportunity_column = "kans", "chance";
    region_note = "Elk getal is de koers van twee gemeenten, van 0 tot 100. Wie op elkaar lijkt, staat bij elkaar. Donkerder is hoger tussen alle paren. Een punt: alleen woorden bekend. Kies een getal om de twee naast elkaar te zien.",
        "Each number is the course of two municipalities, from 0 to 100. Who are alike stand together. Darker is higher among all pairs. A dot: only words known. Choose a number to see the two side by side.";
    // How it works.
    method_what = "Wat wiel doet", "What wiel does";
    method_what_text = "wiel leest documenten waarin gemeenten zeggen wat zij willen. Het knipt ze in stukken van ongeveer 120 woorden en zoekt de zinnen waarin een gemeente iets kiest. Dan vergelijkt het alle gemeenten met elkaar, op drie delen. Samen geven die één getal: de koers.",
        "wiel reads documents in which municipalities say what they want. It cuts them in pieces of some 120 words, and finds the sentences in which a municipality chooses. Then it compares all municipalities with each other, in three parts. Together these give one number: the course.";
    method_text_part = "Teksten: schrijven twee gemeenten over dezelfde dingen, meer dan gemeenten in die jaren en in zulke documenten altijd al doen?",
        "Texts: do two municipalities write about the same things, more than all municipalities of those years and in such documents do?";
    method_themes_part = "Thema's: leggen zij op dezelfde onderwerpen meer nadruk dan gemiddeld? Bij onderwerpen die de wet voorschrijft telt alleen wat de gemeente zelf kiest.",
        "Themes: do they stress the same subjects more than average? Of subjects that the law prescribes only what the municipality chooses itself counts.";
    method_principles_part = "Principes: kiezen zij hetzelfde, zoals samen of zelf, eigen beheer of cloud? Wat een van beide niet noemt, telt niet mee.",
        "Principles: do they choose the same, such as together or alone, own systems or cloud? What one of them does not mention does not count.";
    method_biases = "Waar wiel zich in kan vergissen", "Where wiel can be mistaken";
    method_bias_readings = "Wat een zin wil, leert wiel van voorbeelden: ruim twintigduizend verzonnen zinnen waarbij de richting is geschreven. Het let op de woorden, de zin ervoor, de kop erboven en vaste patronen. Een zin telt mee naar de kans dat hij een richting heeft, als die kans meer dan de helft is. Staat er “waarschijnlijk”, dan is geen enkele zin zekerder dan vier op de vijf. Van de richtingen die wiel in nieuwe verzonnen visies leest, klopt zeven op de acht; het mist er ongeveer een op de vier. Lees daarom altijd de zinnen.",
        "What a sentence wants is learned from examples: over twenty thousand invented sentences whose direction was written down. It looks at the words, the sentence before, the heading above and fixed patterns. A sentence counts by the probability that it takes a direction, if that is more than a half. Where it says “probably”, no sentence is surer than four in five. Of the directions read in new invented visions seven in eight are right; about one in four is missed. So always read the sentences.";
    method_bias_template = "Teksten van hetzelfde adviesbureau lijken op elkaar. Wat bijna letterlijk gelijk is, telt niet mee waar er meer tekst is; het staat bij “let op”.",
        "Texts by the same adviser are alike. What is nearly the same word for word does not count where there is more text; it stands under “take care”.";
    method_bias_general = "Een gemeente die over alles een beetje schrijft, lijkt op iedereen. De kolom “u bij hen” laat zien of u ook bij hen hoog staat.",
        "A municipality that writes a little about everything is like everyone. The column “you there” shows whether you rank high with them too.";
    method_bias_more = "Wie veel publiceert, wordt vaker vergeleken. Wie weinig publiceert, is niet minder van plan.",
        "Who publishes much is compared more often. Who publishes little does not plan less.";
    method_principles = "Wat de principes betekenen", "What the principles mean";
    method_principles_text = "Bij elk principe staat wat ervoor telt en wat ertegen, met een verzonnen zin. Een plicht uit de wet is geen keuze, en wie niets zegt, is niet tegen.",
        "Each principle with what counts for it and what against it, and an invented sentence. A duty by law is no choice, and who says nothing is not against.";
    method_for = "voor", "for";
    method_against = "tegen", "against";
    method_quotes = "Welke zinnen u ziet", "Which sentences you see";
    method_quotes_text = "Bij elk paar laat wiel zinnen zien waarin beide gemeenten iets willen. Zelfde keuze: beide willen het, of beide niet. Andere keuze: de een wil het, de ander niet. Zelfde onderwerp: beide kiezen of plannen iets, en de zinnen lijken op elkaar. Koppen, tabellen, bedragen, procedures, terugblikken en woorden van anderen laat wiel weg. Ook wat nog onderzocht wordt, en zinnen die u niet begrijpt zonder de zin ervoor. Vindt het geen zin die iets laat zien, dan zegt het dat. Dan ziet u alleen welke stukken tekst op elkaar lijken.",
        "For each pair wiel shows sentences in which both municipalities want something. Same choice: both want it, or both do not. Different choice: one wants it and the other does not. Same subject: both choose or plan something, and the sentences are alike. Headings, tables, amounts, procedure, the past and the words of others are left out. So is what is still being studied, and what you cannot understand without the sentence before it. Where no sentence shows anything, wiel says so. Then you only see which pieces of text are alike.";
    method_meaning = "Zinnen die hetzelfde zeggen", "Sentences that say the same";
    method_meaning_text = "Twee zinnen kunnen hetzelfde zeggen met andere woorden. Om die te vinden gebruikt wiel een taalmodel: de meertalige Universal Sentence Encoder van Google. Dat maakt van elke zin een rij getallen. Lijken de getallen op elkaar, dan lijkt meestal ook de betekenis op elkaar. Het model zit in wiel zelf: geen zin gaat naar een ander bedrijf. Het schrijft geen tekst en weet niets van gemeenten. wiel zet er zinnen mee op volgorde, kijkt of een zin past bij wat een principe betekent, en zoekt er stukken tekst mee. Voor de koers telt het niet mee.",
        "Two sentences can say the same in other words. To find those wiel uses a language model: the multilingual Universal Sentence Encoder by Google. It turns each sentence into a row of numbers. Where the numbers are alike, the meaning usually is too. The model is inside wiel: no sentence goes to another company. It writes no text and knows nothing about municipalities. wiel uses it to order sentences, to see whether a sentence fits what a principle means, and to search for passages. It does not count in the course.";
    method_meaning_limits = "Het model vergist zich. Het let weinig op het woordje “niet”: “wij doen dit zelf” en “wij doen dit niet zelf” lijken voor het model op elkaar. Daarom bepaalt het nooit of twee gemeenten hetzelfde willen; dat leest wiel aan de woorden. Ook vaktaal en afkortingen kent het slecht. Alleen zinnen waarin een gemeente iets kiest en de stukken tekst eromheen krijgen getallen. Andere stukken vindt u alleen met de woorden die erin staan.",
        "The model makes mistakes. It pays little attention to the word “not”: “we do this ourselves” and “we do not do this ourselves” are alike to it. So it never decides whether two municipalities want the same; wiel reads that from the words. It is also weak on jargon and abbreviations. Only sentences in which a municipality makes a choice, and the passages around them, get numbers. Other passages are found only by the words in them.";
    method_meaning_missing = "Deze gegevens zijn verwerkt zonder dit model. De volgorde van zinnen komt nu van de woorden die zij delen.",
        "These data were processed without this model. The order of sentences now comes from the words that they share.";
    method_weights = "De gewichten", "The weights";
    method_weights_text = "De koers is het gemiddelde van de drie delen. Een deel telt zwaarder als er meer van bekend is, en als u het een hoger gewicht geeft. Is van een deel niets bekend, dan telt het niet mee. Is er van alles weinig bekend, dan ligt de koers dicht bij 50. U kunt de gewichten zelf zetten en terugzetten. Afstand, tempo en hoe ver een gemeente is tellen niet mee: die staan ernaast.",
        "The course is the mean of the three parts. A part counts for more if more is known of it, and if you give it a higher weight. If nothing is known of a part, it does not count. If little is known of anything, the course is close to 50. You can set the weights and set them back. Distance, pace and how far a municipality has come do not count: they stand beside it.";
    method_limits = "Wat wiel niet weet", "What wiel does not know";
    method_limits_text = "wiel kent alleen de teksten die het kreeg. Weinig tekst geeft een onzekere uitkomst; kijk naar de kolom “tussen”. Oude tekst kan achterhaald zijn. Zwijgen is geen nee.",
        "wiel only knows the texts it was given. Little text gives an uncertain result; look at the column “between”. Old text may be out of date. Silence is no disagreement.";
    method_use = "Waar het voor is", "What it is for";
    method_use_text = "wiel bereidt een gesprek voor. Het geeft geen oordeel en geen ranglijst van goede en slechte gemeenten, en het voorspelt niet of samenwerken lukt.",
        "wiel prepares a conversation. It gives no verdict and no league table, and it does not predict whether working together will succeed.";
    method_numbers = "De cijfers van nu", "The numbers of today";
    // Sentences with a part to fill in.
    /// The title of a passage.
    passage_from(title: &str) = "Passage uit {title}", "Passage from {title}";
    /// A link to a profile.
    profile_of(name: &str) = "Profiel van {name}", "Profile of {name}";
    /// The title of the overview of a region.
    region_of(name: &str) = "De regio van {name}: wie met wie", "The region of {name}: who with whom";
    /// Pace and progress of one municipality.
    pace_and_step(pace: &str, step: &str) = "Tempo: {pace}. Hoe ver: {step}. Dit telt niet mee in de koers.",
        "Pace: {pace}. How far: {step}. This does not count in the course.";
    /// What neither of two mentions.
    mentioned_by_neither(names: &str) = "Door geen van beide genoemd: {names}. Zwijgen is geen verschil.",
        "Mentioned by neither: {names}. Silence is no difference.";
    /// What one does not mention.
    not_mentioned(names: &str) = "Niet genoemd: {names}.", "Not mentioned: {names}.";
    /// Only what is chosen on one theme counts.
    only_on_theme(theme: &str) = "Hieronder telt alleen wat gemeenten kiezen bij: {theme}.",
        "Below only counts what municipalities choose on: {theme}.";
    /// Only who has come further on a theme is shown.
    only_ahead_on(theme: &str) = "Hieronder staat alleen wie verder is dan u met: {theme}.",
        "Below is only who has come further than you on: {theme}.";
    /// The ranking supposes a choice.
    supposing(side: &str) = "Stel dat u dit kiest: {side}.", "Suppose you choose this: {side}.";
}

impl Language {
    /// What a colour on a map or in a table means: the share of all pairs with a lower course, from `lower` on.
    pub fn band(self, lower: f64) -> String {
        // The lowest colour is named by its upper end: "higher than 0%" would say nothing.
        if lower == 0.0 {
            let upper = self.percent(0.2);
            return text!(
                self,
                "bij de laagste {upper} van alle paren",
                "among the lowest {upper} of all pairs"
            );
        }
        let lower = self.percent(lower);
        text!(
            self,
            "koers hoger dan bij {lower} van alle paren",
            "course higher than of {lower} of all pairs"
        )
    }

    /// The generation that answers, with the day on which it was made. An id begins with that day, as `20261130T…`.
    pub fn answered_by(self, generation: &str) -> String {
        let part = |from: usize, to: usize| generation.get(from..to);
        let made = part(0, 4).zip(part(4, 6)).zip(part(6, 8));
        let made = made.map(|((year, month), day)| format!("{year}-{month}-{day}"));
        let made = self.date_of(made.as_deref());
        text!(
            self,
            "Gegevens van {made}, versie {generation}",
            "Data of {made}, version {generation}"
        )
    }

    /// What a map shows: real borders, or cells around the middle of municipalities; and when not all have a
    /// number, how many do.
    pub fn map_note(self, borders: bool, first: Option<u32>) -> String {
        let areas = self.pick(if borders {
            (
                "Elk vlak is een gemeente, met haar grenzen.",
                "Each area is a municipality, within its borders.",
            )
        } else {
            (
                "Elk vlak ligt rond het midden van een gemeente; echte grenzen zijn het niet.",
                "Each area lies around the centre of a municipality; it does not show real borders.",
            )
        });
        let rest = self.either(
            "Het nummer is de plaats in de lijst; donkerder is hoger tussen alle paren. De lijst zegt hetzelfde in woorden.",
            "The number is the place in the list; darker is higher among all pairs. The list says the same in words.",
        );
        let first = match first {
            None => String::new(),
            // The plural would be wrong for one.
            Some(1) => text!(
                self,
                " Alleen de eerste heeft een nummer.",
                " Only the first has a number."
            ),
            Some(first) => text!(
                self,
                " Alleen de eerste {first} hebben een nummer.",
                " Only the first {first} have a number."
            ),
        };
        format!("{areas} {rest}{first}")
    }

    /// The course of a pair, in words.
    pub fn pair_course(self, ours: &str, theirs: &str, alignment: f64) -> String {
        let (names, course) = (self.two_names(ours, theirs), self.percent(alignment));
        format!("{names}: {course}")
    }

    /// A course, in words.
    pub fn course_of(self, alignment: Option<f64>) -> String {
        let course = self.course(alignment);
        text!(self, "Koers: {course}.", "Course: {course}.")
    }

    /// How many people live there.
    pub fn inhabitants(self, count: u32) -> String {
        self.count(u64::from(count), Noun::INHABITANT)
    }

    /// How many passages a search found, with the query.
    pub fn passages_found(self, total: usize, query: &str) -> String {
        let passages = self.count(total as u64, Noun::PASSAGE);
        text!(
            self,
            "{passages} met “{query}”",
            "{passages} with “{query}”"
        )
    }

    /// How many passages a search found, and how many of them are shown.
    pub fn passages_shown(self, total: usize, shown: usize) -> String {
        let passages = self.count(total as u64, Noun::PASSAGE);
        text!(
            self,
            "{passages} gevonden, {shown} getoond",
            "{passages} found, {shown} shown"
        )
    }
}
