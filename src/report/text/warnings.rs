//! Warnings about documents, in the language of the reader.
//!
//! A generation holds the English message of a warning, from which its [`WarningCode`] is
//! [parsed](ParsedWarning::new). The English wording stands beside the codes; the Dutch wording stands here.

use std::borrow::Cow;

use super::Language;
use super::reasons::filled;
use crate::document::{ParsedWarning, Warning, WarningCode};

impl Language {
    /// What a warning says; as it came when it is not in the vocabulary, such as an error of the system.
    pub fn warning_message(self, message: &str) -> Cow<'_, str> {
        match (self, ParsedWarning::new(message)) {
            (Self::English, _) => Cow::Borrowed(message),
            (Self::Dutch, Some(parsed)) => Cow::Owned(dutch_message(&parsed)),
            (Self::Dutch, None) => self.reason(message),
        }
    }

    /// What a warning says, with what to do about it.
    pub fn warning_with_remedy(self, message: &str, remedy: &str) -> String {
        let code = ParsedWarning::new(message).map(|parsed| parsed.code);
        let remedy = match (self, code) {
            // Text recognition gives what its program reported as the remedy, which nobody can translate.
            (Self::Dutch, Some(code)) if remedy == code.remedy() => Cow::Borrowed(dutch(code).1),
            _ => self.reason(remedy),
        };
        format!("{}; {remedy}", self.warning_message(message))
    }

    /// A warning about a document, with where it was found and what to do about it.
    pub fn warning_text(self, warning: &Warning) -> String {
        let page = warning
            .page
            .map(|page| text!(self, "blz. {page}: ", "page {page}: "));
        let line = warning
            .line
            .map(|line| text!(self, "regel {line}: ", "line {line}: "));
        let text = self.warning_with_remedy(&warning.message, &warning.remedy);
        let (page, line) = (page.unwrap_or_default(), line.unwrap_or_default());
        format!("{page}{line}{text}")
    }
}

/// The message in Dutch, with the member of an archive before it.
fn dutch_message(parsed: &ParsedWarning<'_>) -> String {
    let arguments: Vec<&str> = parsed.arguments.iter().copied().map(dutch_format).collect();
    let members = parsed.members.iter();
    let members: String = members.map(|member| format!("in {member}: ")).collect();
    members + &filled(dutch(parsed.code).0, &arguments)
}

/// The name of a file format or sign in Dutch; all but these are names that both languages use.
fn dutch_format(argument: &str) -> &str {
    match argument {
        "plain text" => "gewone tekst",
        "a semicolon" => "een puntkomma",
        "a tab" => "een tab",
        other => other,
    }
}

/// The message of a code in Dutch, in which each `{}` stands for an argument, and what a person can do about it.
fn dutch(code: WarningCode) -> (&'static str, &'static str) {
    use WarningCode::*;
    match code {
        EmptyFile => (
            "het bestand is leeg",
            "haal het opnieuw op, of haal het weg uit de map met documenten",
        ),
        FileTooLarge => (
            "het bestand heeft {} bytes; de grens is {}",
            "maak het kleiner (laat plaatjes weg), of verhoog max_bytes",
        ),
        BinaryData => (
            "heet {}, maar er staat geen tekst in",
            "kijk wat het bestand is; geef het de juiste extensie of haal het weg",
        ),
        LegacyWord => (
            "een bestand van Word 97-2003 (.doc) dat beschadigd is, of van een oudere Word",
            "bewaar het als DOCX of PDF",
        ),
        EncryptedOffice => (
            "een Office-bestand met een wachtwoord",
            "bewaar een kopie zonder wachtwoord",
        ),
        RichText => (
            "een Rich Text-bestand (.rtf); dat kan wiel niet lezen",
            "bewaar het als DOCX of PDF",
        ),
        Picture => (
            "een plaatje, geen document",
            "maak er een PDF met tekst van (tekstherkenning)",
        ),
        SpreadsheetOrPresentation => (
            "een rekenblad of presentatie; die kan wiel niet lezen",
            "bewaar het als PDF als de tekst van belang is",
        ),
        OtherArchive => (
            "een ander archief dan ZIP; dat kan wiel niet openen",
            "pak het uit, of pak het in als ZIP",
        ),
        NoText => (
            "een bestand zonder tekst ({})",
            "bekijk het bestand; het kan een leeg formulier, een menu of een foutpagina zijn",
        ),
        WrongExtension => (
            "heet {}, maar is {}; zo is het gelezen",
            "geef het bestand een andere naam",
        ),
        NotAPdf => (
            "heet PDF, maar begint niet als PDF",
            "open het als tekst: vaak is er een foutpagina bewaard; haal het opnieuw op",
        ),
        DamagedPdf => (
            "een beschadigde PDF: de bladzijden zijn niet te vinden",
            "haal het opnieuw op; of open het en druk het af naar een nieuwe PDF",
        ),
        EncryptedPdf => (
            "een PDF met een wachtwoord",
            "vraag om een kopie zonder wachtwoord",
        ),
        TooManyPages => (
            "{} bladzijden; alleen de eerste {} zijn gelezen",
            "splits het document, of verhoog max_pages",
        ),
        DamagedPages => (
            "beschadigd en weggelaten: {} van de {} bladzijden, deze als eerste",
            "haal het bestand opnieuw op, of druk het af naar een nieuwe PDF",
        ),
        ScannedPages => (
            "plaatjes zonder tekst (gescand): {} van de {} bladzijden ({}%)",
            "installeer tesseract-ocr en tesseract-ocr-nld en zet tekstherkenning aan, of vraag om het origineel",
        ),
        RecognisedPages => (
            "met tekstherkenning gelezen: {} van de {} bladzijden",
            "leg citaten naast de bladzijde; vraag om het origineel als zij van belang zijn",
        ),
        OcrFailed => (
            "het herkennen van tekst is mislukt",
            "kijk wat het programma meldt",
        ),
        DamagedContainer => (
            "een beschadigd bestand (ZIP, DOCX of ODT): het gaat niet open",
            "haal het opnieuw op; of open het in een kantoorprogramma en bewaar het opnieuw",
        ),
        EncryptedArchive => (
            "een ZIP-archief met een wachtwoord",
            "pak het uit, en pak het in zonder wachtwoord",
        ),
        EncryptedOdt => (
            "een OpenDocument-bestand met een wachtwoord",
            "bewaar een kopie zonder wachtwoord",
        ),
        ExpandsTooLarge => (
            "wordt uitgepakt groter dan de grens van {} bytes",
            "haal het weg als het geen document is; verhoog anders max_expanded_bytes",
        ),
        MissingMainPart => (
            "een Office-bestand zonder zijn hoofddeel {}",
            "open het in een kantoorprogramma en bewaar het opnieuw",
        ),
        WrongChecksum => (
            "een beschadigd bestand: er kan tekst ontbreken of niet kloppen",
            "haal het bestand opnieuw op; of open het in een kantoorprogramma en bewaar het opnieuw",
        ),
        BrokenXml => (
            "de tekst breekt af: het Office-bestand is van binnen beschadigd",
            "open het in een kantoorprogramma en bewaar het opnieuw",
        ),
        NoDocumentsInArchive => (
            "een archief zonder documenten die wiel kan lezen",
            "pak PDF, DOCX, ODT, HTML, Markdown of tekst in",
        ),
        TooManyMembers => (
            "een archief met meer dan {} documenten; alleen de eerste zijn gelezen",
            "splits het archief, of verhoog max_members",
        ),
        ArchivesNestedTooDeep => (
            "archieven in archieven, meer dan {} diep",
            "pak het binnenste archief uit, of verhoog max_archive_depth",
        ),
        ReaderPanicked => (
            "het lezen van dit bestand is mislukt",
            "bewaar het document opnieuw (druk af naar PDF), en meld het bestand",
        ),
        ReaderCrashed => (
            "het lezen van dit bestand is afgebroken (vastgelopen of te veel geheugen)",
            "open het en bewaar het opnieuw, en meld het bestand",
        ),
        ReaderTimedOut => (
            "het lezen duurde langer dan {} s en is gestopt",
            "splits het document, bewaar het opnieuw, of geef meer tijd",
        ),
        ReaderNotStarted => (
            "het lezen kon niet beginnen: {}",
            "kijk of het programma mag starten en of er geheugen over is; bouw dan opnieuw",
        ),
        StoppedEarly => (
            "het lezen duurde te lang en is gestopt",
            "splits het document, bewaar het opnieuw, of geef meer tijd",
        ),
        StoppedBeforeReading => (
            "gestopt voordat het bestand was gelezen",
            "lees het opnieuw, met meer tijd",
        ),
        ElementsNestedTooDeep => (
            "de pagina is dieper genest dan {}; gelezen als tekst zonder opmaak",
            "bewaar de pagina opnieuw",
        ),
        NotUtf8 => (
            "niet in UTF-8; gelezen als {}",
            "bewaar het bestand als UTF-8",
        ),
        MojibakeRepaired => (
            "tekens in een verkeerde codering hersteld; aantal plaatsen: {}",
            "niets; bewaar de bron als UTF-8 als dat kan",
        ),
        ControlCharactersRemoved => (
            "weggehaalde stuurtekens: {}",
            "niets; kijk in het bestand als er woorden lijken te ontbreken",
        ),
        LostLetters => (
            "letters die het bestand niet geeft: in {} van {} woorden, het eerst op deze bladzijde",
            "vraag om het bestand waar het van gemaakt is, of maak het opnieuw (druk af naar PDF); zulke woorden zijn niet te vinden en staan met een gat in citaten",
        ),
        HiddenOnPages => (
            "tekst die niemand ziet, is weggelaten op {} van {} bladzijden; dit is de eerste",
            "u hoeft niets te doen; witte, piepkleine of onzichtbare tekst en lagen die uit staan, ziet een lezer niet",
        ),
        HiddenText => (
            "verborgen tekst is weggelaten; aantal plaatsen: {}",
            "u hoeft niets te doen; maak de tekst zichtbaar in het kantoorprogramma als hij mee moet tellen",
        ),
        CutOff => (
            "het bestand breekt af: het einde ontbreekt, en daarmee misschien veel tekst",
            "haal het opnieuw op",
        ),
        CutOffAt => ("het bestand breekt af: {}% is er", "haal het opnieuw op"),
        AttachmentsRead => (
            "bestanden binnen dit bestand zijn ook gelezen, na de eigen bladzijden; aantal: {}",
            "u hoeft niets te doen; haal ze uit het bestand als ze niet bij de visie horen",
        ),
        AttachmentsNotRead => (
            "bestanden binnen dit bestand zijn niet gelezen; aantal: {}",
            "bewaar ze als eigen bestanden (PDF of DOCX) als de tekst van belang is",
        ),
        ErrorPage => (
            "een foutmelding of inlogpagina in plaats van een document",
            "haal het document zelf op: open het adres in een browser en bewaar wat u ziet",
        ),
        ReadAs => (
            "in manifest.csv staat {}; gelezen als {}",
            "u hoeft niets te doen als u dat bedoelt; verbeter anders manifest.csv",
        ),
        FoundAs => (
            "in manifest.csv staat {}; het bestand heet {}",
            "u hoeft niets te doen als u dat bedoelt; verbeter anders manifest.csv",
        ),
        ManifestDelimiter => (
            "in manifest.csv staat {} tussen de kolommen; zo is het gelezen",
            "u hoeft niets te doen; een Nederlandse Excel bewaart lijsten zo",
        ),
        NotInManifest => (
            "in manifest.csv staat dit document niet: {}",
            "voeg een regel toe (`wiel corpus propose` schrijft er een), of zet het buiten de map met documenten",
        ),
        JointOwners => (
            "in manifest.csv staat {} als eigenaar; gelezen als een gezamenlijk document van {}",
            "u hoeft niets te doen als u dat bedoelt; schrijf puntkomma's tussen de eigenaren om zeker te zijn",
        ),
        SameFileElsewhere => (
            "hetzelfde bestand staat ook bij andere gemeenten: {}",
            "kijk van wie de visie is: noem alle eigenaren op één regel van manifest.csv als het een gezamenlijke visie is, of zet het goede bestand op zijn plaats",
        ),
        FileChanged => ("het bestand veranderde tijdens het lezen", "bouw opnieuw"),
        NoRunningText => (
            "er is geen doorlopende tekst gevonden",
            "kijk of er meer in het bestand staat dan een inhoudsopgave",
        ),
        KindContradicted => (
            "volgens manifest.csv is het {}, maar de inhoud lijkt op {}",
            "kijk wat klopt, en verbeter de soort in manifest.csv als die niet klopt",
        ),
        MunicipalitySplit => (
            "{} is gesplitst; geteld bij {}, niet bij {}",
            "noem de gemeente van nu",
        ),
        MunicipalityReplaced => ("{} is {} sinds {}", "u hoeft niets te doen"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_names_as_much_in_dutch() {
        for code in WarningCode::all() {
            let count = |text: &str| text.matches("{}").count();
            let (message, remedy) = dutch(code);
            assert_eq!(count(message), count(code.message()), "{code:?}");
            assert!(message != code.message() && remedy != code.remedy());
        }
    }

    #[test]
    fn a_warning_is_worded_by_its_code() {
        let text = |message: &str, remedy: &str| {
            [Language::Dutch, Language::English]
                .map(|language| language.warning_with_remedy(message, remedy))
        };
        assert_eq!(
            text(
                "in a.zip: in map/b.md: the file is empty",
                WarningCode::EmptyFile.remedy()
            ),
            [
                "in a.zip: in map/b.md: het bestand is leeg; haal het opnieuw op, of haal het weg uit de map met documenten",
                "in a.zip: in map/b.md: the file is empty; fetch it again or remove it from the corpus",
            ]
        );
        let wrong = WarningCode::WrongExtension.warning(&[&"plain text", &"PDF"]);
        assert_eq!(
            Language::Dutch.warning_message(&wrong.message),
            "heet gewone tekst, maar is PDF; zo is het gelezen"
        );
        // What a program or the system reports is shown as it came.
        let failed = WarningCode::OcrFailed.message();
        assert_eq!(
            text(failed, "exit code 1")[0],
            "het herkennen van tekst is mislukt; exit code 1"
        );
        assert_eq!(text("disk on fire", "wait")[0], "disk on fire; wait");
    }
}
