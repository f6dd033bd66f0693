//! Reasons and remedies that other modules give in English, in the language of the reader.
//!
//! Reading and checking know no languages: they give one English message, which JSON, CSV and a generation hold
//! as it is. Here such a message is recognised by its fixed words and worded in Dutch, with what it names filled
//! in. A message that is not in the table is shown as it came: an English reason is better than none.

use std::borrow::Cow;

use super::Language;
use crate::document::Warning;

/// English messages and the same in Dutch; each `{}` stands for what a message names, in the same order.
///
/// A message that begins with `{}` matches much, so those come last: the first that matches counts.
const DUTCH: &[(&str, &str)] = &[
    // Files of which nothing was read.
    ("the file is empty", "het bestand is leeg"),
    (
        "the file has {} bytes, more than the limit of {}",
        "het bestand heeft {} bytes; de grens is {}",
    ),
    (
        "the file has {} bytes, at most {} are read",
        "het bestand heeft {} bytes; er worden er hoogstens {} gelezen",
    ),
    (
        "named as {} but holds no text: binary data",
        "heet {}, maar er staat geen tekst in",
    ),
    (
        "a Word 97-2003 file (.doc), which is not read",
        "een bestand van Word 97-2003 (.doc); dat kan wiel niet lezen",
    ),
    (
        "an Office file locked with a password",
        "een Office-bestand met een wachtwoord",
    ),
    (
        "a Rich Text file (.rtf), which is not read",
        "een Rich Text-bestand (.rtf); dat kan wiel niet lezen",
    ),
    ("a picture, not a document", "een plaatje, geen document"),
    (
        "a spreadsheet or presentation, which is not read",
        "een rekenblad of presentatie; die kan wiel niet lezen",
    ),
    (
        "an archive other than ZIP, which is not opened",
        "een ander archief dan ZIP; dat kan wiel niet openen",
    ),
    (
        "a {} file without any text",
        "een bestand zonder tekst ({})",
    ),
    (
        "named as PDF but does not begin as one",
        "heet PDF, maar begint niet als PDF",
    ),
    (
        "a damaged PDF: its pages cannot be found",
        "een beschadigde PDF: de bladzijden zijn niet te vinden",
    ),
    ("a PDF locked with a password", "een PDF met een wachtwoord"),
    (
        "a damaged container (ZIP, DOCX or ODT): it does not unpack",
        "een beschadigd bestand (ZIP, DOCX of ODT): het gaat niet open",
    ),
    (
        "a ZIP archive locked with a password",
        "een ZIP-archief met een wachtwoord",
    ),
    (
        "an OpenDocument file locked with a password",
        "een OpenDocument-bestand met een wachtwoord",
    ),
    (
        "unpacks to more than the limit of {} bytes",
        "wordt uitgepakt groter dan de grens van {} bytes",
    ),
    (
        "an office file without its main part {}",
        "een Office-bestand zonder zijn hoofddeel {}",
    ),
    (
        "an archive without documents that can be read",
        "een archief zonder documenten die wiel kan lezen",
    ),
    (
        "archives in archives, more than {} deep",
        "archieven in archieven, meer dan {} diep",
    ),
    (
        "the reader of this format failed on the file",
        "het lezen van dit bestand is mislukt",
    ),
    (
        "the reader broke down on this file (crash or too much memory)",
        "het lezen van dit bestand is afgebroken (vastgelopen of te veel geheugen)",
    ),
    (
        "reading took longer than {} s and was stopped",
        "het lezen duurde langer dan {} s en is gestopt",
    ),
    (
        "the reader could not be started: {}",
        "het lezen kon niet beginnen: {}",
    ),
    (
        "stopped before the file was read",
        "gestopt voordat het bestand was gelezen",
    ),
    (
        "the file changed while the build ran",
        "het bestand veranderde tijdens het lezen",
    ),
    (
        "no running text was found",
        "er is geen doorlopende tekst gevonden",
    ),
    // Files of which a part was read, or that were repaired.
    (
        "text recognition failed",
        "het herkennen van tekst is mislukt",
    ),
    (
        "reading took longer than allowed and was stopped",
        "het lezen duurde te lang en is gestopt",
    ),
    (
        "the text breaks off: damaged XML inside the office file",
        "de tekst breekt af: het Office-bestand is van binnen beschadigd",
    ),
    (
        "a damaged container: what came out does not fit its checksum, text may be wrong or missing",
        "een beschadigd bestand: er kan tekst ontbreken of niet kloppen",
    ),
    (
        "an archive with more than {} documents, of which the first were read",
        "een archief met meer dan {} documenten; alleen de eerste zijn gelezen",
    ),
    (
        "elements are nested deeper than {}; read as text without structure",
        "de pagina is dieper genest dan {}; gelezen als tekst zonder opmaak",
    ),
    (
        "named as {} but is {}; read as the latter",
        "heet {}, maar is {}; zo is het gelezen",
    ),
    ("not UTF-8; read as {}", "niet in UTF-8; gelezen als {}"),
    (
        "characters in a wrong encoding mended in {} places",
        "tekens in een verkeerde codering hersteld; aantal plaatsen: {}",
    ),
    (
        "the manifest calls it {}, its content speaks for {}",
        "volgens de lijst is het {}, maar de inhoud lijkt op {}",
    ),
    // Documents and lines of the manifest that were skipped.
    ("is no file", "dit is geen bestand"),
    ("the file is not there", "het bestand is er niet"),
    ("the path is empty", "er staat geen bestandsnaam"),
    (
        "the path leads out of the corpus folder",
        "het bestand ligt buiten de map met documenten",
    ),
    ("no municipality is given", "er staat geen gemeente"),
    (
        "the register has no {}; did you mean {} ({})?",
        "het register heeft geen {}; bedoelt u {} ({})?",
    ),
    ("the register has no {}", "het register heeft geen {}"),
    (
        "expected a year from 1900 to 2199 or a date such as 2023-06-15, got {}",
        "hier hoort een jaar van 1900 tot 2199 of een datum zoals 2023-06-15, er staat {}",
    ),
    (
        "CSV error: record {} (line: {}, byte: {}): found record with {} fields, but the previous record has {} fields",
        "rij {} (regel {}, byte {}) heeft een ander aantal velden dan de rij ervoor: {}, niet {}",
    ),
    // Remedies.
    (
        "fetch it again or remove it from the corpus",
        "haal het opnieuw op, of haal het weg uit de map met documenten",
    ),
    (
        "make it smaller (drop the pictures), or raise max_bytes",
        "maak het kleiner (laat plaatjes weg), of verhoog max_bytes",
    ),
    (
        "check what the file is; give it the right extension or remove it",
        "kijk wat het bestand is; geef het de juiste extensie of haal het weg",
    ),
    ("save it as DOCX or PDF", "bewaar het als DOCX of PDF"),
    (
        "save a copy without password",
        "bewaar een kopie zonder wachtwoord",
    ),
    (
        "make a PDF with a text layer of it (text recognition)",
        "maak er een PDF met tekst van (tekstherkenning)",
    ),
    (
        "save it as PDF when its text matters",
        "bewaar het als PDF als de tekst van belang is",
    ),
    (
        "unpack it, or pack it as ZIP",
        "pak het uit, of pak het in als ZIP",
    ),
    (
        "check the file by eye; it may be a template, a menu or an error page",
        "bekijk het bestand; het kan een leeg formulier, een menu of een foutpagina zijn",
    ),
    ("rename the file", "geef het bestand een andere naam"),
    (
        "open it in a text editor: it is often an error page that was saved in its place; fetch it again",
        "open het als tekst: vaak is er een foutpagina bewaard; haal het opnieuw op",
    ),
    (
        "fetch it again; else open it in a PDF viewer and print it to a new PDF",
        "haal het opnieuw op; of open het en druk het af naar een nieuwe PDF",
    ),
    (
        "ask for a copy without password",
        "vraag om een kopie zonder wachtwoord",
    ),
    (
        "split the document, or raise max_pages",
        "splits het document, of verhoog max_pages",
    ),
    (
        "fetch the file again, or print it to a new PDF",
        "haal het bestand opnieuw op, of druk het af naar een nieuwe PDF",
    ),
    (
        "install tesseract-ocr and tesseract-ocr-nld and switch text recognition on, or ask for the original",
        "installeer tesseract-ocr en tesseract-ocr-nld en zet tekstherkenning aan, of vraag om het origineel",
    ),
    (
        "check quotes against the page; ask for the original when they matter",
        "leg citaten naast de bladzijde; vraag om het origineel als zij van belang zijn",
    ),
    (
        "see what the program reports",
        "kijk wat het programma meldt",
    ),
    (
        "fetch it again; else open it in an office program and save it anew",
        "haal het opnieuw op; of open het in een kantoorprogramma en bewaar het opnieuw",
    ),
    (
        "unpack it and pack it without password",
        "pak het uit, en pak het in zonder wachtwoord",
    ),
    (
        "remove it when it is no document; else raise max_expanded_bytes",
        "haal het weg als het geen document is; verhoog anders max_expanded_bytes",
    ),
    (
        "open it in an office program and save it anew",
        "open het in een kantoorprogramma en bewaar het opnieuw",
    ),
    (
        "fetch the file again; else open it in an office program and save it anew",
        "haal het bestand opnieuw op; of open het in een kantoorprogramma en bewaar het opnieuw",
    ),
    (
        "pack PDF, DOCX, ODT, HTML, Markdown or text files",
        "pak PDF, DOCX, ODT, HTML, Markdown of tekst in",
    ),
    (
        "split the archive, or raise max_members",
        "splits het archief, of verhoog max_members",
    ),
    (
        "unpack the inner archive, or raise max_archive_depth",
        "pak het binnenste archief uit, of verhoog max_archive_depth",
    ),
    (
        "save the document anew (print to PDF), and report the file",
        "bewaar het document opnieuw (druk af naar PDF), en meld het bestand",
    ),
    (
        "open it in a PDF viewer or office program and save it anew, and report the file",
        "open het en bewaar het opnieuw, en meld het bestand",
    ),
    (
        "split the document, save it anew, or allow more time",
        "splits het document, bewaar het opnieuw, of geef meer tijd",
    ),
    (
        "check that the program may run and that memory is left; then build again",
        "kijk of het programma mag starten en of er geheugen over is; bouw dan opnieuw",
    ),
    (
        "read it again with more time",
        "lees het opnieuw, met meer tijd",
    ),
    ("save the page anew", "bewaar de pagina opnieuw"),
    ("save the file as UTF-8", "bewaar het bestand als UTF-8"),
    (
        "nothing; save the source as UTF-8 when you can",
        "niets; bewaar de bron als UTF-8 als dat kan",
    ),
    (
        "nothing; look at the file when words seem missing",
        "niets; kijk in het bestand als er woorden lijken te ontbreken",
    ),
    ("nothing to do", "u hoeft niets te doen"),
    ("build again", "bouw opnieuw"),
    (
        "look whether the file holds more than a table of contents",
        "kijk of er meer in het bestand staat dan een inhoudsopgave",
    ),
    (
        "look which is right, and mend the kind in the manifest when it is wrong",
        "kijk wat klopt, en verbeter de soort in de lijst als die niet klopt",
    ),
    ("name the municipality of today", "noem de gemeente van nu"),
    (
        "make the file readable for the user that runs wiel",
        "zorg dat de gebruiker die wiel draait het bestand mag lezen",
    ),
    (
        "write the name or code of a municipality of the register",
        "schrijf de naam of code van een gemeente uit het register",
    ),
    ("name a file, not a folder", "noem een bestand, geen map"),
    (
        "put the file in the corpus folder or mend the path",
        "zet het bestand in de map met documenten, of verbeter de naam",
    ),
    (
        "split the document, or raise extract.max_bytes",
        "splits het document, of verhoog extract.max_bytes",
    ),
    (
        "mend this line of {}; quote values that contain a comma",
        "verbeter deze regel van {}; zet aanhalingstekens om een waarde met een komma",
    ),
    ("mend this line of {}", "verbeter deze regel van {}"),
    // Questions that cannot be read.
    (
        "unknown scope {}; use border, km:30, province, region:KIND or all",
        "{} is geen omgeving; schrijf border, km:30, province, region:SOORT of all",
    ),
    (
        "the distance of scope {} must be a number of kilometres above 0, at most 1000",
        "in {} hoort een aantal kilometers te staan, meer dan 0 en hoogstens 1000",
    ),
    (
        "cannot use the weights {}: each must be a number of at least 0; write {}",
        "de gewichten {} kunnen niet: elk is een getal van 0 of meer; schrijf {}",
    ),
    (
        "cannot use the weights {}: at least one must be above 0; write {}",
        "de gewichten {} kunnen niet: er is er ten minste een boven 0; schrijf {}",
    ),
    (
        "there is no theme {}; hint: use one of {}",
        "er is geen onderwerp {}; kies een van deze: {}",
    ),
    (
        "there is no principle {}; hint: use one of {}",
        "er is geen principe {}; kies een van deze: {}",
    ),
    (
        "cannot suppose {}; hint: write it as {} or {}",
        "wiel kan {} niet aannemen; schrijf het als {} of {}",
    ),
    (
        "nothing to search for; give at least one word that is not a stop word",
        "er is niets om te zoeken; geef ten minste één woord met betekenis",
    ),
    (
        "unknown field {}, expected one of {}",
        "{} bestaat niet; het kan een van deze zijn: {}",
    ),
    (
        "unknown field {}, expected {}",
        "{} bestaat niet; het is {}",
    ),
    (
        "unknown variant {}, expected {}",
        "{} kan hier niet; het kan zijn: {}",
    ),
    ("duplicate field {}", "{} staat er twee keer"),
    ("missing field {}", "{} ontbreekt"),
    // Messages that begin with what they name.
    (
        "{} has no position in the register, so there is no scope by km; use --scope border, province or all",
        "{} heeft geen plaats in het register, dus kan wiel niet op afstand zoeken; gebruik --scope border, province of all",
    ),
    (
        "{} has no province in the register; use --scope border, km:30 or all",
        "{} heeft geen provincie in het register; gebruik --scope border, km:30 of all",
    ),
    (
        "{} lies in no region of kind {}; kinds in the register: {}",
        "{} ligt niet in een regio van de soort {}; soorten in het register: {}",
    ),
    (
        "{} must be from {} to {}, got {}",
        "{} moet van {} tot {} zijn, niet {}",
    ),
    (
        "{} pages, of which the first {} were read",
        "{} bladzijden; alleen de eerste {} zijn gelezen",
    ),
    (
        "{} of {} pages are damaged and were left out, this one first",
        "beschadigd en weggelaten: {} van de {} bladzijden, deze als eerste",
    ),
    (
        "{} of {} pages ({}%) are pictures without text: scanned",
        "plaatjes zonder tekst (gescand): {} van de {} bladzijden ({}%)",
    ),
    (
        "{} of {} pages were read from pictures by text recognition",
        "met tekstherkenning gelezen: {} van de {} bladzijden",
    ),
    (
        "{} control characters removed",
        "weggehaalde stuurtekens: {}",
    ),
    (
        "{} was split; taken for {}, not for {}",
        "{} is gesplitst; geteld bij {}, niet bij {}",
    ),
    ("{} can be {}", "{} kan zijn: {}"),
    ("{} is {} since {}", "{} is {} sinds {}"),
    ("{}: invalid digit found in string", "{}: dit is geen getal"),
    ("{}: invalid float literal", "{}: dit is geen getal"),
];

/// What axum says before the reason why a query string cannot be read.
const QUERY_PREFIX: &str = "Failed to deserialize query string: ";

impl Language {
    /// A reason or remedy of another module, in this language; as it came when its wording is not known.
    ///
    /// Cost: compares the message with every entry of the table.
    pub fn reason(self, english: &str) -> Cow<'_, str> {
        match self {
            Self::English => Cow::Borrowed(english),
            Self::Dutch => dutch(english).map_or(Cow::Borrowed(english), Cow::Owned),
        }
    }

    /// A warning about a document, with where it was found and what to do about it.
    pub fn warning_text(self, warning: &Warning) -> String {
        let page = warning
            .page
            .map(|page| text!(self, "blz. {page}: ", "page {page}: "));
        let line = warning
            .line
            .map(|line| text!(self, "regel {line}: ", "line {line}: "));
        let reason = self.reason_and_remedy(&warning.message, &warning.remedy);
        let (page, line) = (page.unwrap_or_default(), line.unwrap_or_default());
        format!("{page}{line}{reason}")
    }

    /// A reason with what to do about it, as one text.
    pub fn reason_and_remedy(self, reason: &str, remedy: &str) -> String {
        format!("{}; {}", self.reason(reason), self.reason(remedy))
    }
}

/// The Dutch of an English message. Returns `None` when neither it nor its parts are in the table.
fn dutch(english: &str) -> Option<String> {
    // Some messages have their hint on a line of its own.
    let english = english.replace('\n', "; ");
    let english = english.strip_prefix(QUERY_PREFIX).unwrap_or(&english);
    let found = DUTCH
        .iter()
        .find_map(|(template, dutch)| Some(filled(dutch, &arguments(template, english)?)));
    // Else a name with a reason (`in a.zip: …`), or a reason with a remedy (`…; …`).
    found
        .or_else(|| {
            let (name, reason) = english.split_once(": ")?;
            Some(format!("{name}: {}", dutch(reason)?))
        })
        .or_else(|| {
            let (reason, remedy) = english.split_once("; ")?;
            Some(format!("{}; {}", dutch(reason)?, dutch(remedy)?))
        })
}

/// What stands in `message` at the `{}` of `template`. Returns `None` when the message is not of that form.
fn arguments<'a>(template: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut fixed = template.split("{}");
    let mut rest = message.strip_prefix(fixed.next()?)?;
    let mut fixed = fixed.peekable();
    if fixed.peek().is_none() {
        return rest.is_empty().then(Vec::new);
    }
    let mut found = Vec::new();
    while let Some(words) = fixed.next() {
        let argument = if fixed.peek().is_some() {
            let (argument, after) = rest.split_once(words)?;
            rest = after;
            argument
        } else {
            // What follows the last argument ends the message.
            rest.strip_suffix(words)?
        };
        found.push(argument);
    }
    Some(found)
}

/// A template with its `{}` filled in, in order.
fn filled(template: &str, arguments: &[&str]) -> String {
    let mut parts = template.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, argument) in parts.zip(arguments) {
        text.push_str(argument);
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn entries_name_as_much_in_dutch_and_stand_once() {
        let english: BTreeSet<&str> = DUTCH.iter().map(|(english, _)| *english).collect();
        assert_eq!(english.len(), DUTCH.len());
        for (english, dutch) in DUTCH {
            let count = |text: &str| text.matches("{}").count();
            assert_eq!(count(english), count(dutch), "{english}");
        }
    }

    #[test]
    fn every_entry_is_found_by_its_own_message() {
        let names = ["7", "12", "x", "5", "9"];
        for (english, expected) in DUTCH {
            let message = filled(english, &names);
            assert_eq!(dutch(&message), Some(filled(expected, &names)), "{message}");
        }
    }

    #[test]
    fn parts_of_a_message_are_worded_too() {
        for (english, expected) in [
            (
                "in a.zip: in map/b.md: the file is empty",
                "in a.zip: in map/b.md: het bestand is leeg",
            ),
            (
                "Failed to deserialize query string: scope: unknown scope \"near\"\nuse border, km:30, province, region:KIND or all",
                "scope: \"near\" is geen omgeving; schrijf border, km:30, province, region:SOORT of all",
            ),
            (
                "top must be from 1 to 10000, got 0",
                "top moet van 1 tot 10000 zijn, niet 0",
            ),
            ("disk on fire", "disk on fire"),
        ] {
            assert_eq!(Language::Dutch.reason(english), expected);
            assert_eq!(Language::English.reason(english), english);
        }
    }
}
