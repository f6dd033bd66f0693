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
        "Everyone should be able to use these pages. They work without JavaScript, with a keyboard alone and when zoomed in. The map always has a list beside it. Nothing is shown by colour alone.";
    footer_note = "Een reden voor een gesprek, geen oordeel.", "A reason to talk, not a verdict.";
    // The home page: which municipality.
    slogan = "Wie in de regio wil hetzelfde als u?", "Who in your region wants what you want?";
    home_intro = "wiel leest wat gemeenten in hun plannen zeggen te willen. U ziet welke buren hetzelfde willen als u, met de zinnen die dat laten zien. Zo vindt u samen één keer het wiel uit.",
        "wiel reads what municipalities say they want in their plans. You see which neighbours want the same as you, with the sentences that show it. So you only have to invent the wheel once, together.";
    name_of_municipality = "Naam van uw gemeente", "Name of your municipality";
    name_hint = "Een vroegere naam of de code mag ook.", "A former name or the municipality code works too.";
    names_found = "Aantal namen: #. Kies met de pijltoetsen.", "Names found: #. Use the arrow keys to choose.";
    show_partners = "Toon partners", "Show partners";
    who_is_meant = "Wie bedoelt u?", "Which one do you mean?";
    // The form above a ranking.
    narrow = "Zoek anders", "Change the search";
    how_far = "Hoe ver kijken", "How far to look";
    how_many = "Hoeveel partners", "How many partners";
    how_heavy = "Hoe zwaar telt elk deel", "How much weight each part has";
    weights_hint = "Vul getallen in van 0 of meer. Een hoger getal telt zwaarder.",
        "Use numbers of 0 or more. A higher number counts for more.";
    apply = "Toepassen", "Apply";
    reset = "Terug naar de standaard", "Reset";
    only_theme = "Alleen over dit onderwerp", "Only on this topic";
    only_theme_hint = "Dan telt alleen wat gemeenten over dat onderwerp kiezen. Wie er niets over zegt, staat er niet bij.",
        "Then only what municipalities choose on that topic counts. Those that say nothing about it are left out.";
    ahead_on = "Alleen wie verder is dan u", "Only those further ahead than you";
    ahead_hint = "Kies een onderwerp. U ziet dan wie daar meer voornemens of uitvoering op heeft dan u.",
        "Choose a topic. You then see who has planned or done more about it than you.";
    what_if = "Stel dat u dit kiest", "What if you chose this";
    what_if_hint = "Wie zou dan dichterbij komen? Er verandert niets aan uw documenten.",
        "Who would then be a better match? Your documents stay as they are.";
    no_choice = "geen keuze", "no choice";
    // A ranking and its map.
    on_the_map = "Op de kaart", "On the map";
    legend = "Koers vergeleken met alle paren van gemeenten", "Alignment compared with all pairs of municipalities";
    own_municipality = "uw gemeente", "your municipality";
    words_only_or_not_asked = "alleen woorden bekend, geen tekst, of niet gevraagd", "only words known, no text, or not asked for";
    few_pairs_or_not_asked = "te weinig paren om te kleuren, of niet gevraagd", "too few pairs for a colour, or not asked for";
    in_a_list = "In een lijst", "In a list";
    /// Above the files that hold an answer.
    take_along = "Neem deze lijst mee", "Take this list with you";
    as_workbook = "Excel-bestand", "Excel file";
    as_lines = "Tabel voor een ander programma (CSV)", "Table for another program (CSV)";
    /// A button that copies the address of the page.
    copy_link = "Kopieer de link naar deze pagina", "Copy the link to this page";
    link_copied = "De link is gekopieerd.", "The link has been copied.";
    /// Under the names of columns and rows of a table that the arrow keys go through.
    arrow_keys = "Met de pijltjestoetsen loopt u door de getallen.", "Use the arrow keys to move through the numbers.";
    nobody_near = "Er is geen gemeente om mee te vergelijken. Kijk verder om u heen.",
        "There is no municipality here to compare with. Look further afield.";
    why = "Waarom", "Why";
    side_by_side = "Zet naast elkaar", "Compare";
    /// The link to a list as a layer for a map.
    as_map_layer = "Kaartlaag (GeoJSON)", "Map layer (GeoJSON)";
    as_data = "Gegevens voor een programma (JSON)", "Data for a program (JSON)";
    comparison_as_data = "Deze vergelijking voor een programma (JSON)", "This comparison for a program (JSON)";
    our_text = "Wat er van u is gelezen", "What was read about you";
    take_care = "Let op", "Keep in mind";
    profile_link = "Profiel", "Profile";
    to_wheels = "Wielen: wat u en uw buren plannen, maken of hebben",
        "Wheels: what you and your neighbours plan, are building or already have";
    to_guide = "Maak een gespreksgids voor deze twee", "Make a conversation guide for these two";
    // Why a pair has its course.
    part_column = "deel", "part";
    value = "gelijk", "similar";
    weight = "gewicht", "weight";
    adds = "telt voor", "adds up to";
    meaning_column = "wat dat zegt", "what it means";
    what_was_read = "Wat is gelezen", "What was read";
    // A comparison.
    principles_heading = "Principes", "Principles";
    principles_note = "Een principe is een keuze over hoe een gemeente werkt, zoals samen of zelf. Staat er “tenzij”? Dan is dit de regel, met ruimte voor uitzonderingen. Tussen haakjes: hoeveel zinnen voor zijn en hoeveel tegen. De blokjes laten zien hoe ver een gemeente is, van noemen (1) tot hebben (5).",
        "A principle is a choice about how a municipality works, such as together or alone. In brackets: how many sentences are for and how many are against. The blocks show how far a municipality has got, from mentioning it (1) to having it in place (5).";
    /// What the percentage beside a name is, where it first stands on a page.
    percentage_note = "Het percentage is de koers: hoeveel hun plannen op elkaar lijken. Het is een reden voor een gesprek, geen oordeel.",
        "The percentage is the alignment: how far their plans agree. It is a reason to talk, not a verdict.";
    /// What the percentage of one pair says, behind it.
    course_says = "Zo veel lijken hun plannen op elkaar. Het is een reden voor een gesprek, geen oordeel.",
        "This is how far their plans agree. It is a reason to talk, not a verdict.";
    /// The heading above the parts of a score.
    how_computed = "Hoe de koers is berekend", "How the alignment is calculated";
    /// Above the parts of a score, what the columns are.
    how_computed_note = "Elk deel is een percentage. Hoe zwaar het telt, hangt af van uw gewicht en van hoeveel er bekend is.",
        "Each part is a percentage. How much it counts depends on the weight you give it and on how much is known.";
    themes_heading = "Onderwerpen", "Topics";
    themes_note = "Hoe ver elke gemeente is, van noemen (1) tot hebben (5). Tussen haakjes: hoeveel zinnen erover gaan. Dit telt niet mee in de koers.",
        "How far each municipality has got, from mentioning it (1) to having it in place (5). In brackets: how many sentences are about it. This does not count towards the alignment.";
    emphasis_note = "De nadruk zegt hoeveel meer of minder een gemeente hierover schrijft dan gemiddeld.",
        "The emphasis says how much more or less a municipality writes about it than average.";
    pace_heading = "Tempo", "Pace";
    both_say_heading = "Wat beide zeggen", "What both say";
    principle_column = "principe", "principle";
    theme_column = "onderwerp", "topic";
    together_column = "samen", "together";
    emphasis_column = "nadruk", "emphasis";
    progress_column = "hoe ver", "how far";
    pace_column = "tempo", "pace";
    where_differ = "Hier willen zij iets anders", "Where they want different things";
    where_agree = "Hier willen zij hetzelfde", "Where they want the same";
    nothing_said = "Geen van beide zegt hier iets over.", "Neither of them says anything about this.";
    // Documents and municipalities.
    documents = "Documenten", "Documents";
    no_documents = "Er zijn geen documenten.", "There are no documents.";
    title_column = "document", "document";
    kind_column = "soort", "kind";
    date_column = "datum", "date";
    pages_column = "blz.", "pages";
    words_column = "woorden", "words";
    remarks_column = "opmerking", "note";
    municipality_column = "gemeente", "municipality";
    documents_column = "documenten", "documents";
    readable_column = "leesbaar", "readable";
    newest_column = "nieuwste", "newest";
    coverage_intro = "Hieronder staat van elke gemeente wat wiel heeft gelezen. Staat er niets, dan zegt wiel niets over die gemeente. Zwijgen is geen nee.",
        "Below is what wiel has read from each municipality. If there is nothing, wiel says nothing about that municipality. Silence is not disagreement.";
    left_out_of_build = "Wat niet is opgenomen", "What was left out";
    // Searching, and one passage.
    search_words = "Woorden", "Words";
    search_hint = "Zoekt u precies deze woorden? Zet er aanhalingstekens om. Een - voor een woord: dat woord mag er niet in staan. Een * erachter: alle woorden die zo beginnen.",
        "Put a phrase in quotation marks. A - before a word excludes it. A * after it finds all words that start that way.";
    only_municipality = "Alleen van gemeente", "Only from this municipality";
    only_year = "Alleen uit jaar", "Only from this year";
    search = "Zoek", "Search";
    previous = "Vorige", "Previous";
    next = "Volgende", "Next";
    more_pages = "Meer bladzijden", "More pages";
    whole_passage = "De hele passage", "The whole passage";
    to_document = "Naar het document", "To the document";
    passage_before = "Passage ervoor", "Previous passage";
    passage_after = "Passage erna", "Next passage";
    around_passage = "Rond deze passage", "Around this passage";
    // Shared initiatives and regions.
    what_column = "wat", "what";
    opportunity_column = "kans", "opportunity";
    region_note = "Elk getal is de koers van twee gemeenten: hoeveel hun plannen op elkaar lijken, van 0 tot 100. Wie op elkaar lijkt, staat bij elkaar. Donkerder is hoger. Een punt: er is te weinig bekend. Kies een getal om de twee naast elkaar te zien.",
        "Each number is the alignment of two municipalities: how far their plans agree, from 0 to 100. Similar municipalities are next to each other. Darker is higher. A dot: too little is known. Choose a number to compare the two.";
    // How it works.
    method_what = "Wat wiel doet", "What wiel does";
    method_what_text = "wiel leest documenten waarin gemeenten zeggen wat zij willen. Het knipt ze in stukken van ongeveer 120 woorden: passages. Daarin zoekt het de zinnen waarin een gemeente iets kiest. Dan vergelijkt het alle gemeenten met elkaar, op drie delen. Samen geven die één getal: de koers.",
        "wiel reads documents in which municipalities say what they want. It cuts them into passages of about 120 words and looks for the sentences in which a municipality makes a choice. Then it compares all municipalities with each other, in three parts. Together these give one number: the alignment.";
    method_text_part = "Teksten: schrijven twee gemeenten over dezelfde dingen, meer dan gemeenten in die jaren en in zulke documenten altijd al doen?",
        "Texts: do two municipalities write about the same things, more than other municipalities did in those years and in that kind of document?";
    method_themes_part = "Onderwerpen: schrijven zij over dezelfde onderwerpen meer dan gemiddeld? Bij onderwerpen die de wet voorschrijft telt alleen wat de gemeente zelf kiest.",
        "Topics: do they stress the same topics more than average? For topics that are required by law, only what the municipality itself chooses counts.";
    method_principles_part = "Principes: kiezen zij hetzelfde, zoals samen of zelf, eigen beheer of cloud? Wat een van beide niet noemt, telt niet mee.",
        "Principles: do they make the same choices, such as together or alone, own systems or cloud? A principle that one of them does not mention does not count.";
    method_biases = "Waar wiel zich in kan vergissen", "Where wiel can be wrong";
    method_bias_readings = "Wat een zin wil, leert wiel van voorbeelden: ruim dertigduizend verzonnen zinnen waarbij de richting is geschreven. Het let op de woorden, de zinnen eromheen, de kop erboven en vaste patronen. Hoe zekerder de richting, hoe meer een zin telt. Is de kans kleiner dan de helft, dan telt de zin niet mee. Wiel kijkt ook naar alle zinnen van een document samen. Is dan niet duidelijk genoeg wat de gemeente wil, dan telt geen ervan. Staat er “waarschijnlijk”? Dan is geen enkele zin zekerder dan vier op de vijf. Van de richtingen die wiel in nieuwe verzonnen plannen leest, klopt zeven op de acht. Het mist er ongeveer een op de vier. Lees daarom altijd de zinnen.",
        "wiel has learned from examples what a sentence wants: more than thirty thousand invented sentences, each with its direction. It looks at the words, the sentences around it, the heading above and fixed patterns. The more certain the direction, the more a sentence counts, and below a probability of one half it does not count at all. If all sentences of a document together leave open what the municipality wants, none of them counts. “Probably” means that no sentence is more certain than four in five. Of the directions that wiel reads in new invented plans seven in eight are right, and it misses about one in four. So always read the sentences.";
    method_bias_template = "Teksten van hetzelfde adviesbureau lijken op elkaar. Tekst die bijna letterlijk gelijk is, telt niet mee als er ook andere tekst is. U vindt dat bij “let op”.",
        "Texts written by the same consultant look alike. Text that is nearly identical does not count if there is other text. You find it under “keep in mind”.";
    method_bias_general = "Een gemeente die over alles een beetje schrijft, lijkt op iedereen. De kolom “u bij hen” laat zien of u ook bij hen hoog staat.",
        "A municipality that writes a little about everything resembles everyone. The column “your rank” shows whether you also rank high with them.";
    method_bias_more = "Wie veel publiceert, wordt vaker vergeleken. Wie weinig publiceert, is niet minder van plan.",
        "A municipality that publishes a lot is compared more often. One that publishes little does not necessarily plan less.";
    method_principles = "Wat de principes betekenen", "What the principles mean";
    method_principles_text = "Bij elk principe staat wat ervoor telt en wat ertegen, met een verzonnen zin. Een plicht uit de wet is geen keuze, en wie niets zegt, is niet tegen.",
        "For each principle you see what counts as for and what counts as against, with an invented sentence. A legal duty is not a choice, and saying nothing is not being against.";
    method_for = "voor", "for";
    method_against = "tegen", "against";
    method_quotes = "Welke zinnen u ziet", "Which sentences you see";
    method_quotes_text = "Bij elk paar laat wiel zinnen zien waarin beide gemeenten iets willen. Zelfde keuze: beide willen het, of beide niet. Andere keuze: de een wil het, de ander niet. Zelfde onderwerp: beide kiezen of plannen iets, en de zinnen lijken op elkaar. Koppen, tabellen, bedragen, procedures, terugblikken en woorden van anderen laat wiel weg. Ook wat nog onderzocht wordt, en zinnen die u niet begrijpt zonder de zin ervoor. Vindt het geen zin die iets laat zien, dan zegt het dat. Dan ziet u alleen welke stukken tekst op elkaar lijken.",
        "For each pair wiel shows sentences in which both municipalities want something. Same choice: both want it, or both do not. Different choice: one wants it and the other does not. Same topic: both choose or plan something, and the sentences are similar. Headings, tables, amounts, procedures, history and other people's words are left out. So are plans that are still being studied, and sentences you cannot understand without the one before. If no sentence shows anything, wiel says so. Then you only see which passages are similar.";
    method_meaning = "Zinnen die hetzelfde zeggen", "Sentences that say the same";
    method_meaning_text = "Twee zinnen kunnen hetzelfde zeggen met andere woorden. Om die te vinden gebruikt wiel een taalmodel: de meertalige Universal Sentence Encoder van Google. Dat maakt van elke zin een rij getallen. Lijken de getallen op elkaar, dan lijkt meestal ook de betekenis op elkaar. Het model zit in wiel zelf: geen zin gaat naar een ander bedrijf. Het schrijft geen tekst en weet niets van gemeenten. wiel zet er zinnen mee op volgorde. Het kijkt ermee of een zin past bij een principe, en het zoekt ermee in de teksten. Voor de koers telt het niet mee.",
        "Two sentences can say the same thing in different words. To find those, wiel uses a language model: Google's multilingual Universal Sentence Encoder. It turns each sentence into a row of numbers. If the numbers are similar, the meaning usually is too. The model runs inside wiel: no sentence is sent to another company. It writes no text and knows nothing about municipalities. wiel uses it to order sentences, to check whether a sentence fits what a principle means, and to search for passages. It does not count towards the alignment.";
    method_meaning_limits = "Het model vergist zich. Het let weinig op het woordje “niet”: “wij doen dit zelf” en “wij doen dit niet zelf” lijken voor het model op elkaar. Daarom bepaalt het nooit of twee gemeenten hetzelfde willen. Dat leest wiel aan de woorden. Ook vaktaal en afkortingen kent het slecht. Alleen zinnen waarin een gemeente iets kiest en de stukken tekst eromheen krijgen getallen. Andere stukken vindt u alleen met de woorden die erin staan.",
        "The model makes mistakes. It pays little attention to the word “not”: “we do this ourselves” and “we do not do this ourselves” look similar to it. That is why it never decides whether two municipalities want the same: wiel reads that from the words. It is also weak on jargon and abbreviations. Only sentences in which a municipality makes a choice, and the passages around them, are turned into numbers. Other passages can only be found by the words in them.";
    method_meaning_missing = "Deze gegevens zijn verwerkt zonder dit model. De volgorde van zinnen komt nu van de woorden die zij delen.",
        "This data was processed without the model. Sentences are now ordered by the words they share.";
    method_weights = "De gewichten", "The weights";
    method_weights_text = "De koers is het gemiddelde van de drie delen. Een deel telt zwaarder als er meer van bekend is, en als u het een hoger gewicht geeft. Is van een deel niets bekend, dan telt het niet mee. Is er van alles weinig bekend, dan ligt de koers dicht bij 50. U kunt de gewichten zelf zetten en terugzetten. Afstand, tempo en hoe ver een gemeente is tellen niet mee: die staan ernaast.",
        "The alignment is the average of the three parts. A part counts for more if more is known about it, and if you give it a higher weight. If nothing is known about a part, it does not count. If little is known about anything, the alignment is close to 50. You can set the weights yourself and reset them. Distance, pace and how far a municipality has got do not count: they are shown beside it.";
    method_limits = "Wat wiel niet weet", "What wiel does not know";
    method_limits_text = "wiel kent alleen de teksten die het kreeg. Weinig tekst geeft een onzekere uitkomst. Kijk daarom naar de kolom “tussen”. Oude tekst kan niet meer kloppen. Zwijgen is geen nee.",
        "wiel only knows the texts it was given. With little text the result is uncertain: look at the column “range”. Old text may be out of date. Silence is not disagreement.";
    method_use = "Waar het voor is", "What it is for";
    method_use_text = "wiel bereidt een gesprek voor. Het geeft geen oordeel en geen ranglijst van goede en slechte gemeenten, en het voorspelt niet of samenwerken lukt.",
        "wiel helps you prepare a conversation. It does not judge municipalities or rank them from good to bad, and it does not predict whether working together will succeed.";
    method_numbers = "De cijfers van nu", "The numbers today";
    // Sentences with a part to fill in.
    /// The title of a passage.
    passage_from(title: &str) = "Passage uit {title}", "Passage from {title}";
    /// A link to a profile.
    profile_of(name: &str) = "Profiel van {name}", "Profile of {name}";
    /// The title of the overview of a region.
    region_of(name: &str) = "De regio van {name}: wie past bij wie", "The region of {name}: who matches whom";
    /// Pace and progress of one municipality.
    pace_and_step(pace: &str, step: &str) = "Tempo: {pace}. Hoe ver: {step}. Dit telt niet mee in de koers.",
        "Pace: {pace}. How far: {step}. This does not count towards the alignment.";
    /// What neither of two mentions.
    mentioned_by_neither(names: &str) = "Door geen van beide genoemd: {names}. Zwijgen is geen verschil.",
        "Mentioned by neither: {names}. Silence is not a difference.";
    /// What one does not mention.
    not_mentioned(names: &str) = "Niet genoemd: {names}.", "Not mentioned: {names}.";
    /// Only what is chosen on one theme counts.
    only_on_theme(theme: &str) = "Hieronder telt alleen wat gemeenten kiezen bij: {theme}.",
        "Only what municipalities choose on this topic counts below: {theme}.";
    /// Only who has come further on a theme is shown.
    only_ahead_on(theme: &str) = "Hieronder staat alleen wie verder is dan u met: {theme}.",
        "Below you only see municipalities that are further ahead than you on: {theme}.";
    /// The ranking supposes a choice.
    supposing(side: &str) = "Stel dat u dit kiest: {side}.", "What if you chose this: {side}.";
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
            "alignment higher than {lower} of all pairs"
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
            "Data from {made}, version {generation}"
        )
    }

    /// What a map shows: real borders, or cells around the middle of municipalities; and when not all have a
    /// number, how many do.
    pub fn map_note(self, borders: bool, first: Option<u32>) -> String {
        let areas = self.pick(if borders {
            ("Elk vlak is een gemeente.", "Each area is a municipality.")
        } else {
            (
                "Elk vlak ligt rond het midden van een gemeente. Het zijn geen echte grenzen.",
                "Each area lies around the centre of a municipality. These are not real borders.",
            )
        });
        let rest = self.either(
            "Het nummer is de plaats in de lijst. Donkerder is een hogere koers. De lijst zegt hetzelfde in woorden.",
            "The number is the place in the list. Darker is a higher alignment. The list says the same in words.",
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
        text!(self, "Koers: {course}.", "Alignment: {course}.")
    }

    /// How many people live there.
    pub fn inhabitants(self, count: u32) -> String {
        self.count(u64::from(count), Noun::INHABITANT)
    }

    /// How many passages a search found, with the query.
    pub fn passages_found(self, total: usize, query: &str) -> String {
        let passages = self.count(total as u64, Noun::PASSAGE);
        text!(self, "{passages} bij “{query}”", "{passages} for “{query}”")
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
