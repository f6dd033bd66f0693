//! A small invented register with invented documents, built up line by line.

use super::{Dice, Place};

/// A corpus in the making. Municipalities are `t001`, `t002` … in a row, each next to the one before.
pub(crate) struct TestCorpus {
    place: Place,
    municipalities: Vec<(String, String)>,
    manifest: String,
}

impl TestCorpus {
    /// A register and a corpus without anything in them.
    pub(crate) fn new() -> Self {
        Self {
            place: Place::new(),
            municipalities: Vec::new(),
            manifest: "path,municipality,title,kind,date,url\n".to_owned(),
        }
    }

    /// Municipalities with these names.
    pub(crate) fn municipalities(mut self, names: &[&str]) -> Self {
        for name in names {
            let code = format!("t{:03}", self.municipalities.len() + 1);
            self.municipalities.push((code, (*name).to_owned()));
        }
        self
    }

    /// A document with its line in the manifest.
    pub(crate) fn document(self, path: &str, owner: &str, content: impl AsRef<[u8]>) -> Self {
        self.file(&format!("corpus/{path}"), content)
            .line(&format!("{path},{owner},,,2023,"))
    }

    /// So many visions on one subject, `0.md`, `1.md` …, dealt to the municipalities in turn.
    pub(crate) fn visions(mut self, count: usize) -> Self {
        let names: Vec<String> = self
            .municipalities
            .iter()
            .map(|(_, name)| name.clone())
            .collect();
        for (number, owner) in names.iter().cycle().take(count).enumerate() {
            let text = vision("gegevens bij de bron", number);
            self = self.document(&format!("{number}.md"), owner, text);
        }
        self
    }

    /// A line of the manifest.
    pub(crate) fn line(mut self, line: &str) -> Self {
        self.manifest.push_str(line);
        self.manifest.push('\n');
        self
    }

    /// Another manifest altogether.
    pub(crate) fn manifest(mut self, text: &str) -> Self {
        self.manifest = text.to_owned();
        self
    }

    /// A file without a line in the manifest.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.place.write(path, content);
        self
    }

    /// Writes everything down; the place then runs `wiel` on it.
    pub(crate) fn place(self) -> Place {
        let mut register = "code,name,lon,lat,neighbours\n".to_owned();
        for (at, (code, name)) in self.municipalities.iter().enumerate() {
            let beside = [at.wrapping_sub(1), at + 1]
                .into_iter()
                .filter_map(|other| self.municipalities.get(other));
            let codes: Vec<&str> = beside.map(|(code, _)| code.as_str()).collect();
            register.push_str(&format!(
                "{code},{name},{},52.1,{}\n",
                5.0 + at as f64 / 10.0,
                codes.join(";")
            ));
        }
        self.place.write("register/municipalities.csv", register);
        if !self.manifest.is_empty() {
            self.place.write("corpus/manifest.csv", &self.manifest);
        }
        let folders = "[register]\nfolder = \"register\"\n[corpus]\nfolder = \"corpus\"\n[data]\nfolder = \"data\"\n";
        self.place.write("wiel.toml", folders);
        self.place.with(&["--config", "wiel.toml"])
    }
}

/// A vision of some 250 words about a subject, invented, in which `theme` is what it is about.
pub(crate) fn vision(theme: &str, seed: usize) -> String {
    const WANTS: [&str; 6] = [
        "Wij kiezen de komende jaren voor {} en maken daar een plan voor met de raad.",
        "De inwoners merken dat {} hun veel werk uit handen neemt bij elke aanvraag.",
        "Met de buren spreken wij over {}, want alleen komen wij er niet uit.",
        "In de begroting staat geld voor {}, dat elk najaar opnieuw wordt bekeken.",
        "Onze medewerkers leren omgaan met {} en helpen elkaar daar iedere week bij.",
        "De wethouder legt elk half jaar uit hoe ver het staat met {} in de gemeente.",
    ];
    let mut text = format!("# Verzonnen visie op {theme}\n\nDit document is verzonnen.\n\n");
    for round in 0..3 {
        for line in 0..WANTS.len() {
            let sentence =
                WANTS[(line * (seed % 5 + 1) + round + seed) % WANTS.len()].replace("{}", theme);
            text.push_str(&sentence);
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    text
}

/// Prose of a zoning plan, of at least so many words, in sentences that seldom repeat.
pub(crate) fn zoning_prose(seed: u64, words: usize) -> String {
    const PLACES: [&str; 8] = [
        "het bouwvlak",
        "de groenstrook",
        "het achtererf",
        "de dorpsrand",
        "het agrarisch perceel",
        "de oeverzone",
        "het woonperceel",
        "de kavel langs de dijk",
    ];
    const THINGS: [&str; 8] = [
        "een bijgebouw",
        "een schuur",
        "een woning",
        "een rij bomen",
        "een sloot",
        "een stal",
        "een aanbouw",
        "een ontsluitingsweg",
    ];
    const RULES: [&str; 8] = [
        "is toegestaan",
        "moet worden teruggebouwd",
        "wordt niet verhoogd",
        "mag worden vervangen",
        "blijft behouden",
        "wordt landschappelijk ingepast",
        "valt buiten de geluidscontour",
        "is niet mogelijk",
    ];
    let mut dice = Dice::new(seed);
    let mut text = String::from("# Toelichting\n");
    let mut count = 0;
    while count < words {
        let mut pick = |list: &[&'static str; 8]| list[dice.below(8)];
        let (place, thing, rule) = (pick(&PLACES), pick(&THINGS), pick(&RULES));
        let (other, last) = (pick(&PLACES), pick(&THINGS));
        let height = 2 + dice.below(90);
        let sentence = format!(
            "Op {place} {rule} {thing} met een goothoogte van {height} meter, waarbij {last} achter {other} ligt."
        );
        count += sentence.split(' ').count();
        text.push_str(&sentence);
        text.push_str(if dice.below(7) == 0 { "\n\n" } else { " " });
    }
    text
}
