//! A first folder: the settings and the README that `wiel init` writes, and what to do next.

use super::Language;
use crate::municipality::Municipality;
use crate::rank::Scope;
use crate::text::single_line;

/// What a first folder is about.
#[derive(Clone, Debug)]
pub struct StartingPoint<'a> {
    /// Its municipalities and regions, as the register names them.
    pub title: String,
    /// The municipalities of which documents are looked for, in code order; at least one.
    pub municipalities: Vec<&'a Municipality>,
    /// The one that the examples are about.
    pub example: &'a Municipality,
    /// How far to look for partners.
    pub scope: Scope,
    /// The folder of the register.
    pub register: String,
    /// Whether the register lies in this folder.
    pub owns_register: bool,
    /// The folder of the documents.
    pub corpus: &'a str,
}

texts! {
    /// The name of the folder with documents.
    init_corpus = "documenten", "documents";
    /// The name of the file that says what is in a first folder.
    init_readme_name = "LEESMIJ.md", "README.md";
    /// Files that stand in the way of a first folder.
    init_files_exist(files: &str, folder: &str) = "in {folder} staat al: {files}\nhint: er is niets geschreven; kies een andere map met --dir",
        "{folder} already has: {files}\nhint: nothing was written; choose another folder with --dir";
    /// No manifest was made, since there are documents already.
    init_no_manifest(folder: &str) = "In {folder} staan al bestanden. Daar is niets aan veranderd, en er is geen lijst gemaakt.",
        "{folder} already holds files. Nothing was changed there, and no list was made.";
    init_register_line = "| `register/` | de gemeenten van Nederland, met hun buren en grenzen |\n",
        "| `register/` | the municipalities of the Netherlands, with their neighbours and borders |\n";
}

impl Language {
    /// The settings of a first folder, as TOML with comments.
    pub fn init_settings(self, point: &StartingPoint<'_>) -> String {
        let template = self.either(
            include_str!("../../../data/init/settings-nl.toml"),
            include_str!("../../../data/init/settings-en.toml"),
        );
        let codes: Vec<&str> = point
            .municipalities
            .iter()
            .map(|one| one.code.as_str())
            .collect();
        fill(
            template,
            &[
                ("title", &single_line(&point.title)),
                ("register", &toml_string(&point.register)),
                ("corpus", &toml_string(point.corpus)),
                ("names", &self.init_names(point)),
                ("codes", &codes.join(", ")),
                ("scope", &point.scope.to_string()),
            ],
        )
    }

    /// What is in a first folder and how to go on, as Markdown.
    pub fn init_readme(self, point: &StartingPoint<'_>) -> String {
        let template = self.either(
            include_str!("../../../data/init/readme-nl.md"),
            include_str!("../../../data/init/readme-en.md"),
        );
        let register = if point.owns_register {
            self.init_register_line()
        } else {
            ""
        };
        fill(
            template,
            &[
                ("title", &single_line(&point.title)),
                ("corpus", point.corpus),
                ("register", register),
                ("names", &self.init_names(point)),
                ("example", point.example.code.as_str()),
                ("typed", &shell_word(&point.example.name)),
            ],
        )
    }

    /// What was made, and the next commands; `settings` is the path of the settings and `made` the files.
    pub fn init_next(self, point: &StartingPoint<'_>, settings: &str, made: &[String]) -> String {
        let files = made.join("\n  ");
        let title = single_line(&point.title);
        let names = self.init_names(point);
        let wiel = format!("wiel --config {}", shell_word(settings));
        let example = shell_word(&point.example.name);
        let corpus = point.corpus;
        text!(
            self,
            "Gemaakt voor {title}:\n  {files}\n\nDe gemeenten: {names}.\n\n\
             Hoe nu verder:\n\
             1. Zet uw mailadres in {settings}, bij contact. Haal dan documenten op:\n     \
                {wiel} harvest --plan\n     {wiel} harvest\n\
             2. Of zet eigen documenten in de map {corpus}, en maak een voorstel voor de lijst:\n     \
                {wiel} corpus propose --out voorstel.csv\n\
             3. Kijk of alles te lezen is, en verwerk het:\n     \
                {wiel} corpus check\n     {wiel} build\n\
             4. Zoek partners:\n     {wiel} match {example}\n",
            "Made for {title}:\n  {files}\n\nThe municipalities: {names}.\n\n\
             What to do next:\n\
             1. Enter your mail address in {settings}, at contact. Then fetch documents:\n     \
                {wiel} harvest --plan\n     {wiel} harvest\n\
             2. Or put documents of your own in the folder {corpus}, and have the list proposed:\n     \
                {wiel} corpus propose --out proposal.csv\n\
             3. See whether everything can be read, and process it:\n     \
                {wiel} corpus check\n     {wiel} build\n\
             4. Find partners:\n     {wiel} match {example}\n"
        )
    }

    fn init_names(self, point: &StartingPoint<'_>) -> String {
        let names = point.municipalities.iter();
        // On one line, so that a name cannot end the comment it stands in.
        let names: Vec<String> = names.map(|one| single_line(&one.name)).collect();
        self.list(&names)
    }
}

/// A template with its `{parts}` filled in; what is filled in is not looked at again.
fn fill(template: &str, parts: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let end = rest[start..].find('}').map(|length| start + length);
        let end = end.expect("each part of a template is closed");
        let name = &rest[start + 1..end];
        let part = parts.iter().find(|(known, _)| *known == name);
        let (_, text) = part.unwrap_or_else(|| panic!("nothing is filled in for {name:?}"));
        filled.push_str(&rest[..start]);
        filled.push_str(text);
        rest = &rest[end + 1..];
    }
    filled + rest
}

/// A text as a basic string of TOML.
fn toml_string(text: &str) -> String {
    // The strings of JSON are strings of TOML as well.
    serde_json::to_string(text).expect("a text has a JSON form")
}

/// A text as one word of a shell: in quotes where it has anything but plain characters.
fn shell_word(text: &str) -> String {
    let text = single_line(text);
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_shell_are_quoted_where_needed() {
        assert_eq!(shell_word("mijn-regio/wiel.toml"), "mijn-regio/wiel.toml");
        assert_eq!(shell_word("Bergen (NH.)"), "'Bergen (NH.)'");
        assert_eq!(shell_word("'s-Gravenhage"), r"''\''s-Gravenhage'");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_in_again() {
        assert_eq!(fill("a {x} {y}.", &[("x", "{y}"), ("y", "2")]), "a {y} 2.");
    }
}
