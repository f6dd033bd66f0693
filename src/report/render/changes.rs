//! The morning report: what changed overnight, in sentences.

use super::markdown::{escaped, on_one_line};
use crate::report::Language;
use crate::report::view::{
    ChangedDocument, GenerationDiff, Municipality, PartnerMoved, PartnersChanged,
};

/// The report as Markdown. Titles and names come from documents of others, so what Markdown would read as a
/// mark is escaped.
pub fn markdown(language: Language, view: &GenerationDiff) -> String {
    Report {
        language,
        view,
        marks: true,
    }
    .write()
}

/// The same as plain text.
pub(super) fn plain(language: Language, view: &GenerationDiff) -> String {
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
        // First of all, since nothing below is about a real municipality.
        if view.demonstration {
            lines.extend([language.demonstration().to_owned(), String::new()]);
        }
        lines.push(language.changes_between(&view.old, &view.new));
        if view.is_empty() {
            lines.push(language.no_changes().to_owned());
        } else {
            let documents = &view.documents;
            lines.push(language.changed_documents(
                documents.added.len(),
                documents.removed.len(),
                documents.changed.len(),
            ));
            lines.push(language.changed_municipalities(view.municipalities.len(), view.top));
        }
        // Ranks can move without a document, so this stands also when nothing else changed.
        if view.settings_changed {
            lines.push(language.settings_changed().to_owned());
        }
        self.mergers(&mut lines);
        self.documents(&mut lines);
        self.partners(&mut lines);
        lines.join("\n")
    }

    fn mergers(&self, lines: &mut Vec<String>) {
        if self.view.mergers.is_empty() {
            return;
        }
        let heading = self.language.mergers_heading();
        lines.extend([String::new(), self.heading(2, heading), String::new()]);
        for merger in &self.view.mergers {
            let [ended, into] = [&merger.ended, &merger.into].map(|list| {
                let names = list.iter().map(|one| self.text(&one.name));
                names.collect::<Vec<_>>()
            });
            let line = self.language.merger(&ended, &into, merger.since.as_deref());
            lines.push(format!("- {line}"));
        }
    }

    fn documents(&self, lines: &mut Vec<String>) {
        type Sentence = fn(Language, &str, &str) -> String;
        let (language, documents) = (self.language, &self.view.documents);
        let lists: [(&str, &[ChangedDocument], Sentence); 3] = [
            (
                language.added_documents_heading(),
                &documents.added,
                Language::document_added,
            ),
            (
                language.changed_documents_heading(),
                &documents.changed,
                Language::document_changed,
            ),
            (
                language.removed_documents_heading(),
                &documents.removed,
                Language::document_removed,
            ),
        ];
        for (heading, list, sentence) in lists {
            // An empty section would suggest that something was left out.
            if list.is_empty() {
                continue;
            }
            lines.extend([String::new(), self.heading(2, heading), String::new()]);
            for document in list {
                let owners = self.names(&document.municipalities);
                let mut line = sentence(language, &owners, &self.document(document));
                if !document.neighbours.is_empty() {
                    let names = self.names(&document.neighbours);
                    line = format!("{line} {}", language.neighbours_of_owner(&names));
                }
                lines.push(format!("- {line}"));
            }
        }
    }

    fn partners(&self, lines: &mut Vec<String>) {
        if self.view.municipalities.is_empty() {
            return;
        }
        let heading = self.language.moved_partners_heading();
        lines.extend([String::new(), self.heading(2, heading)]);
        for change in &self.view.municipalities {
            let name = self.text(&change.municipality.name);
            lines.extend([String::new(), self.heading(3, &name), String::new()]);
            let moves = self.moves(change).into_iter();
            lines.extend(moves.map(|line| format!("- {line}")));
        }
    }

    /// A sentence for each partner that entered, left or took another place, in this order.
    fn moves(&self, change: &PartnersChanged) -> Vec<String> {
        let (language, top) = (self.language, self.view.top);
        let entered = change.entered.iter().map(|moved| {
            // A partner that left has no rank among the first, one that entered always has.
            let rank = moved.rank.expect("a partner that entered has a rank");
            let partner = self.strong(&moved.partner.name);
            (language.partner_entered(&partner, top, rank), moved)
        });
        let left = change.left.iter().map(|moved| {
            let partner = self.strong(&moved.partner.name);
            (language.partner_left(&partner, top, moved.rank), moved)
        });
        let reordered = change.reordered.iter().map(|moved| {
            let ranks = moved.rank_before.zip(moved.rank);
            let (before, rank) = ranks.expect("a partner that was reordered has two ranks");
            let partner = self.text(&moved.partner.name);
            (language.partner_reordered(&partner, before, rank), moved)
        });
        entered
            .chain(left)
            .chain(reordered)
            .map(|(sentence, moved)| self.with_reason(&sentence, moved))
            .collect()
    }

    fn with_reason(&self, sentence: &str, moved: &PartnerMoved) -> String {
        let language = self.language;
        let course = language.course_moved(moved.alignment_before, moved.alignment);
        let paths = moved.because.iter();
        let titles: Vec<String> = paths
            // A document of the pair that was only moved is not among the changes, and is not named.
            .filter_map(|path| self.changed(path))
            .map(|document| {
                let owners = self.names(&document.municipalities);
                format!("{} ({owners})", self.text(&document.title))
            })
            .collect();
        let because = language.moved_because(&titles.join(", "));
        format!("{sentence}{course}. {because}")
    }

    /// The document that was added, changed or removed at a path.
    fn changed(&self, path: &str) -> Option<&ChangedDocument> {
        let documents = &self.view.documents;
        let mut all = documents
            .added
            .iter()
            .chain(&documents.changed)
            .chain(&documents.removed);
        all.find(|document| document.path == path)
    }

    fn document(&self, document: &ChangedDocument) -> String {
        let beside: Vec<String> = [Some(self.text(&document.kind)), document.date.clone()]
            .into_iter()
            .flatten()
            .collect();
        format!("{} ({})", self.text(&document.title), beside.join(", "))
    }

    fn names(&self, municipalities: &[Municipality]) -> String {
        let names = municipalities.iter().map(|one| self.text(&one.name));
        self.language.list(&names.collect::<Vec<_>>())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_escaped() {
        let view = GenerationDiff {
            old: "a".into(),
            new: "b".into(),
            old_created: String::new(),
            new_created: String::new(),
            settings_changed: false,
            top: 3,
            scope: "border".into(),
            mergers: Vec::new(),
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
        let text = markdown(Language::Dutch, &view);
        let line =
            r"- Aadrecht heeft een nieuwe visie: Visie \# \<b\>\[x\]\(y\)\</b\> (i-visie, 2026).";
        assert_eq!(text.lines().last(), Some(line));
        assert!(!plain(Language::English, &view).contains('\\'));
    }
}
