//! Documents from public sources: what a harvest did, and why a document was not taken.

use super::{Language, Noun};
use crate::harvest::{NotVision, Reason, SourceName, WrongLine};

texts! {
    /// The settings name no folder for documents.
    no_corpus_to_harvest_into = "er is geen map om documenten in te zetten\nhint: zet [corpus] folder in uw instellingen",
        "there is no folder to put documents in\nhint: set [corpus] folder in your settings";
    /// Nobody said who asks.
    no_harvest_contact = "er staat nergens wie de bronnen bevraagt\nhint: zet [harvest] contact op een mailadres waarop een beheerder u kan bereiken",
        "nothing says who asks the sources\nhint: set [harvest] contact to a mail address at which their operators can reach you";
    /// No source can be asked.
    no_harvest_source = "er is geen bron om documenten uit te halen\nhint: zet [harvest] sources, of [harvest] addresses of feeds op een lijst",
        "there is no source to fetch documents from\nhint: set [harvest] sources, or [harvest] addresses or feeds to a list";
    /// The harvest before the last build was not complete.
    night_harvest_problem(reason: &str) = "Vóór de laatste versie konden niet alle documenten worden opgehaald: {reason}",
        "Before the last build not all documents could be fetched: {reason}";
    /// The harvest did not reach its end.
    harvest_stopped = "Niet af: gestopt. Dezelfde opdracht gaat verder waar deze bleef.",
        "Not finished: stopped. The same command goes on from here.";
    /// An earlier harvest had done a part.
    harvest_resumed(searches: &str) = "Van een eerdere keer waren {searches} al klaar.", "Of an earlier run {searches} were done already.";
    /// A source that failed.
    harvest_source_failed(source: &str, reason: &str, municipalities: &str) = "Bron {source} gaf geen antwoord voor {municipalities}: {reason}",
        "Source {source} gave no answer for {municipalities}: {reason}";
    /// Above the lines of the lists of addresses and of feeds that cannot be used.
    wrong_addresses_heading = "Regels die niet kloppen in de lijst van adressen of feeds", "Lines of the list of addresses or feeds that are wrong";
    /// A line of the list, before what is wrong with it.
    address_line(list: &str, line: u64) = "{list}, regel {line}: ", "{list}, line {line}: ";
    /// Above the documents that could not be fetched or may not be taken.
    not_harvested_heading = "Niet opgehaald", "Not fetched";
    /// Above the documents that a person has to judge.
    doubtful_heading = "Twijfel: kijk zelf", "Doubtful: judge yourself";
    /// Municipalities without any document.
    harvest_nothing_found(municipalities: &str) = "Niets gevonden voor {municipalities}.", "Nothing found for {municipalities}.";
    /// The hosts that were asked.
    harvest_hosts_heading = "Gevraagd", "Asked";
    /// Nobody would be asked.
    harvest_plan_empty = "Er zou niemand worden gevraagd.", "Nobody would be asked.";
    /// What the numbers of a plan are.
    harvest_plan_note = "Er is niets gevraagd. Documenten die bij een zoekvraag worden gevonden, komen er nog bij.",
        "Nothing was asked. Documents that a search finds come on top.";
    /// No document has to be judged.
    harvest_nothing_doubtful = "Er zijn geen documenten waarover u moet beslissen.", "There are no documents that you have to judge.";
    /// What to do with a list of doubtful documents.
    harvest_review_note = "Neem er een met --accept en de code erboven, of wijs hem af met --reject. De volgende “wiel harvest” haalt op wat u nam.",
        "Take one with --accept and the key above it, or refuse it with --reject. The next “wiel harvest” fetches what you took.";
    /// After a decision.
    harvest_decided = "Onthouden; “wiel harvest” voert het uit.", "Remembered; “wiel harvest” carries it out.";
    provenance_heading = "Herkomst van het document", "Where the document comes from";
    provenance_source = "Bron", "Source";
    provenance_fetched = "Opgehaald", "Fetched";
    provenance_licence = "Wat u ermee mag", "What you may do with it";
    provenance_hash = "Controlegetal van het bestand", "Checksum of the file";
    /// More lines than are shown.
    harvest_more(count: usize) = "… en nog {count}; met --format json staan ze er alle", "… and {count} more; --format json has them all";
}

impl Language {
    /// What a harvest brought, in one sentence.
    pub fn harvest_summary(
        self,
        fetched: usize,
        unchanged: usize,
        refused: usize,
        failed: usize,
        doubtful: usize,
    ) -> String {
        let fetched = self.count(fetched as u64, Noun::DOCUMENT);
        text!(
            self,
            "Opgehaald: {fetched}. Niet veranderd: {unchanged}. Niet genomen: {refused}. Mislukt: {failed}. Twijfel: {doubtful}.",
            "Fetched: {fetched}. Unchanged: {unchanged}. Not taken: {refused}. Failed: {failed}. Doubtful: {doubtful}."
        )
    }

    /// The name of a source as people say it; a name that a person wrote stays as it is.
    pub fn source_name(self, name: &str) -> &str {
        match SourceName::from_name(name) {
            None => name,
            Some(source) => self.pick(match source {
                SourceName::Publications => ("Officiële publicaties", "Official publications"),
                SourceName::Regulations => ("Lokale regelgeving", "Local regulations"),
                SourceName::Council => (
                    "Open Raadsinformatie",
                    "Open Raadsinformatie (council documents)",
                ),
                SourceName::Addresses => ("Lijst van adressen", "List of addresses"),
                SourceName::Folder => ("Map met documenten", "Folder of documents"),
                SourceName::Feeds => ("Feed van nieuwe documenten", "Feed of new documents"),
            }),
        }
    }

    /// A moment as views have it, as people write it: `30 november 2026, 05:20 (UTC)`. Returns `None` if it is none.
    pub fn moment_of(self, moment: &str) -> Option<String> {
        let moment: jiff::Timestamp = moment.parse().ok()?;
        let moment = moment.to_zoned_datetime(jiff::tz::TimeZone::UTC);
        let (day, hour, minute) = (self.day(moment.date()), moment.hour(), moment.minute());
        Some(format!("{day}, {hour:02}:{minute:02} (UTC)"))
    }

    /// The columns of the municipalities of a harvest.
    pub fn harvest_columns(self) -> [&'static str; 7] {
        self.either(
            [
                "gemeente",
                "gevonden",
                "opgehaald",
                "gelijk",
                "niet genomen",
                "mislukt",
                "twijfel",
            ],
            [
                "municipality",
                "found",
                "fetched",
                "unchanged",
                "not taken",
                "failed",
                "doubtful",
            ],
        )
    }

    /// The columns of the plan of a harvest.
    pub fn harvest_plan_columns(self) -> [&'static str; 4] {
        self.either(
            ["adres", "bron", "gemeenten", "vragen"],
            ["host", "source", "municipalities", "requests"],
        )
    }

    /// What is wrong with a line of a list of addresses.
    pub fn wrong_address(self, line: &WrongLine) -> String {
        let got = &line.got;
        match line.column {
            Some("municipality") => text!(
                self,
                "“{got}” is geen gemeente uit het register, of past bij meer dan één; schrijf de code, zoals GM0363",
                "“{got}” is no municipality of the register, or fits more than one; write the code, such as GM0363"
            ),
            Some("url") => text!(
                self,
                "“{got}” is geen adres; het begint met https:// of http://",
                "“{got}” is no address; it begins with https:// or http://"
            ),
            Some(_) => text!(
                self,
                "“{got}” is geen jaar of datum; schrijf 2024 of 2024-05-30",
                "“{got}” is no year or date; write 2024 or 2024-05-30"
            ),
            None => text!(
                self,
                "de regel kan niet worden gelezen ({got}); de kolommen zijn municipality,url en als u ze weet title,kind,year",
                "the line cannot be read ({got}); the columns are municipality,url and, where you know them, title,kind,year"
            ),
        }
    }

    /// Why a document was not taken.
    pub fn harvest_reason(self, reason: &Reason) -> String {
        match reason {
            Reason::Address => text!(
                self,
                "dit is geen adres van het web",
                "this is no web address"
            ),
            Reason::Private { host } => text!(
                self,
                "{host} ligt in een eigen netwerk; wilt u dit toch, zet het dan in [harvest] private_hosts",
                "{host} lies in a private network; if you want it, add it to [harvest] private_hosts"
            ),
            Reason::Robots => text!(
                self,
                "de site wil niet dat programma’s dit ophalen (robots.txt)",
                "the site does not want programs to fetch this (robots.txt)"
            ),
            Reason::Status { status } => text!(
                self,
                "de site antwoordt met foutcode {status}",
                "the site answers with error code {status}"
            ),
            Reason::Redirects => text!(
                self,
                "de site stuurt steeds door naar een ander adres",
                "the site keeps sending on to another address"
            ),
            Reason::TooLarge { limit } => {
                let limit = self.count(*limit, Noun::BYTE);
                text!(self, "groter dan {limit}", "larger than {limit}")
            }
            Reason::Timeout => text!(
                self,
                "de site antwoordt niet op tijd",
                "the site does not answer in time"
            ),
            Reason::Network { error } => {
                text!(self, "geen verbinding ({error})", "no connection ({error})")
            }
            Reason::Wait { seconds } => text!(
                self,
                "de site vraagt om {seconds} seconden te wachten; probeer het later",
                "the site asks to wait {seconds} seconds; try later"
            ),
            Reason::HostDown { host } => text!(
                self,
                "{host} antwoordt niet meer en wordt verder met rust gelaten",
                "{host} answers no more and is left alone"
            ),
            Reason::Stopped => text!(self, "gestopt", "stopped"),
            Reason::Empty => text!(self, "het bestand is leeg", "the file is empty"),
            Reason::Truncated => text!(
                self,
                "het bestand is niet compleet",
                "the file is not complete"
            ),
            Reason::WebPage => text!(
                self,
                "er kwam een webpagina in plaats van het document",
                "a web page came in place of the document"
            ),
            Reason::Format => text!(
                self,
                "dit soort bestand kan niet worden gelezen",
                "this kind of file cannot be read"
            ),
            Reason::File { error } => text!(
                self,
                "het bestand is niet te lezen ({error})",
                "the file cannot be read ({error})"
            ),
            Reason::Answer { error } => text!(
                self,
                "het antwoord van de bron is niet te begrijpen ({error})",
                "the answer of the source cannot be understood ({error})"
            ),
            Reason::Judged { shows, term } => self.judged(*shows, term),
            Reason::OtherKind { kind } => text!(
                self,
                "een ander soort document dan u zoekt: {kind}",
                "another kind of document than you look for: {kind}"
            ),
            Reason::NoParagraph => text!(
                self,
                "er is geen paragraaf bedrijfsvoering in gevonden",
                "no paragraph on operations was found in it"
            ),
            Reason::Duplicate { path } => text!(self, "hetzelfde als {path}", "the same as {path}"),
            Reason::Rejected => text!(self, "iemand heeft dit afgewezen", "a person rejected this"),
        }
    }

    /// What a document seems to be instead of a vision, and by which words.
    fn judged(self, shows: NotVision, term: &str) -> String {
        let what = self.pick(match shows {
            NotVision::Draft => ("een concept of ontwerp", "a draft"),
            NotVision::Appendix => (
                "een bijlage of iets wat bij een visie hoort",
                "an appendix or something that goes with a vision",
            ),
            NotVision::Question => (
                "vragen over een visie, of het antwoord daarop",
                "questions about a vision, or their answer",
            ),
            NotVision::Motion => ("een motie of amendement", "a motion or an amendment"),
            NotVision::Party => (
                "wat een partij wil, niet de gemeente",
                "what a party wants, not the municipality",
            ),
            NotVision::Procedure => (
                "een voorstel, besluit, verslag of brief",
                "a proposal, decision, report or letter",
            ),
            NotVision::Subject => (
                "een ander onderwerp, of niet van een gemeente",
                "another subject, or not of a municipality",
            ),
            NotVision::Unknown => {
                return self
                    .either(
                        "titel en eerste bladzijden laten geen visie zien",
                        "title and first pages show no vision",
                    )
                    .to_owned();
            }
        });
        text!(
            self,
            "waarschijnlijk {what} (“{term}”)",
            "probably {what} (“{term}”)"
        )
    }
}
