//! The morning report: what changed overnight, in sentences.

use crate::report::Language;
use crate::report::view::{
    ChangedDocument, GenerationDiff, Municipality, PartnerMoved, PartnersChanged,
};

/// The report as Markdown. Titles and names come from documents of others, so what Markdown would read as a
/// mark is escaped.
pub fn changes(language: Language, view: &GenerationDiff) -> String {
    Report {
        language,
        view,
        marks: true,
    }
    .write()
}

/// The same as plain text.
pub(super) fn changes_plain(language: Language, view: &GenerationDiff) -> String {
    Report {
        language,
        view,
        marks: false,
    }
    .write()
}

struct Report<'a> {
    language: Language,
    view: &'a GenerationDiff,
    marks: bool,
}

impl Report<'_> {
    fn write(&self) -> String {
        let (language, view) = (self.language, self.view);
        let mut lines = vec![self.heading(1, language.changes_title()), String::new()];
        if view.demonstration {
            lines.extend([language.demonstration().to_owned(), String::new()]);
        }
        lines.push(language.changes_between(&view.old, &view.new));
        if view.is_empty() {
            lines.push(language.changes_none().to_owned());
        } else {
            let documents = &view.documents;
            lines.push(language.changes_counts(
                documents.added.len(),
                documents.removed.len(),
                documents.changed.len(),
            ));
            lines.push(language.changes_partners(view.municipalities.len(), view.top));
        }
        if view.settings_changed {
            lines.push(language.changes_settings().to_owned());
        }
        self.documents(&mut lines);
        self.partners(&mut lines);
        lines.join("\n")
    }

    fn documents(&self, lines: &mut Vec<String>) {
        type Sentence = fn(Language, &str, &str) -> String;
        let [added, changed, removed, _] = self.language.changes_headings();
        let documents = &self.view.documents;
        let lists: [(&str, &[ChangedDocument], Sentence); 3] = [
            (added, &documents.added, Language::document_added),
            (changed, &documents.changed, Language::document_changed),
            (removed, &documents.removed, Language::document_removed),
        ];
        for (heading, list, sentence) in lists {
            if list.is_empty() {
                continue;
            }
            lines.extend([String::new(), self.heading(2, heading), String::new()]);
            for document in list {
                let owners = self.names(&document.municipalities);
                let mut line = sentence(self.language, &owners, &self.document(document));
                if !document.neighbours.is_empty() {
                    let names = self.names(&document.neighbours);
                    line = format!("{line} {}", self.language.neighbours_of_owner(&names));
                }
                lines.push(format!("- {line}"));
            }
        }
    }

    fn partners(&self, lines: &mut Vec<String>) {
        if self.view.municipalities.is_empty() {
            return;
        }
        let [.., heading] = self.language.changes_headings();
        lines.extend([String::new(), self.heading(2, heading)]);
        for change in &self.view.municipalities {
            let name = self.text(&change.municipality.name);
            lines.extend([String::new(), self.heading(3, &name), String::new()]);
            lines.extend(self.moves(change).map(|line| format!("- {line}")));
        }
    }

    fn moves<'a>(&'a self, change: &'a PartnersChanged) -> impl Iterator<Item = String> + 'a {
        let top = self.view.top;
        let entered = change.entered.iter().map(move |moved| {
            let rank = moved.rank.expect("who entered has a rank");
            let first = self
                .language
                .partner_entered(&self.strong(&moved.partner.name), top, rank);
            self.with_reason(&first, moved)
        });
        let left = change.left.iter().map(move |moved| {
            let first =
                self.language
                    .partner_left(&self.strong(&moved.partner.name), top, moved.rank);
            self.with_reason(&first, moved)
        });
        let reordered = change.reordered.iter().map(move |moved| {
            let (before, rank) = moved
                .rank_before
                .zip(moved.rank)
                .expect("it was and is ranked");
            let first =
                self.language
                    .partner_reordered(&self.text(&moved.partner.name), before, rank);
            self.with_reason(&first, moved)
        });
        entered.chain(left).chain(reordered)
    }

    fn with_reason(&self, first: &str, moved: &PartnerMoved) -> String {
        let course = self
            .language
            .course_moved(moved.alignment_before, moved.alignment);
        let documents = &self.view.documents;
        let all = [&documents.added, &documents.changed, &documents.removed];
        let titles: Vec<String> = moved
            .because
            .iter()
            .filter_map(|path| {
                all.into_iter()
                    .flatten()
                    .find(|document| document.path == *path)
            })
            .map(|document| {
                let owners = self.names(&document.municipalities);
                format!("{} ({owners})", self.text(&document.title))
            })
            .collect();
        format!(
            "{first}{course}. {}",
            self.language.moved_because(&titles.join(", "))
        )
    }

    fn document(&self, document: &ChangedDocument) -> String {
        let beside: Vec<String> = [Some(self.text(&document.kind)), document.date.clone()]
            .into_iter()
            .flatten()
            .collect();
        format!("{} ({})", self.text(&document.title), beside.join(", "))
    }

    fn names(&self, municipalities: &[Municipality]) -> String {
        let and = self.language.either(" en ", " and ");
        let names: Vec<String> = municipalities
            .iter()
            .map(|one| self.text(&one.name))
            .collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(", ")),
            _ => names.concat(),
        }
    }

    fn heading(&self, level: usize, text: &str) -> String {
        if self.marks {
            format!("{} {text}", "#".repeat(level))
        } else {
            text.to_owned()
        }
    }

    fn strong(&self, text: &str) -> String {
        let text = self.text(text);
        if self.marks {
            format!("**{text}**")
        } else {
            text
        }
    }

    /// A text of others, on one line and without meaning for Markdown.
    fn text(&self, text: &str) -> String {
        if self.marks {
            escaped(text)
        } else {
            on_one_line(text)
        }
    }
}

/// A text on one line, without meaning for Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        if "\\`*_{}[]<>()#|~!&".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_others_are_text_only() {
        let view = GenerationDiff {
            old: "a".into(),
            new: "b".into(),
            old_created: String::new(),
            new_created: String::new(),
            settings_changed: false,
            top: 3,
            scope: "border".into(),
            documents: crate::report::view::DocumentChanges {
                added: vec![ChangedDocument {
                    path: "a.md".into(),
                    title: "Visie\n# <b>[x](y)</b>".into(),
                    kind: "i-visie".into(),
                    date: Some("2026".into()),
                    municipalities: vec![Municipality {
                        code: "t001".into(),
                        name: "Aadrecht".into(),
                    }],
                    neighbours: Vec::new(),
                }],
                removed: Vec::new(),
                changed: Vec::new(),
            },
            municipalities: Vec::new(),
            demonstration: false,
        };
        let text = changes(Language::Dutch, &view);
        let line =
            r"- Aadrecht heeft een nieuwe visie: Visie \# \<b\>\[x\]\(y\)\</b\> (i-visie, 2026).";
        assert_eq!(text.lines().last(), Some(line));
        assert!(!changes_plain(Language::English, &view).contains('\\'));
    }
}
