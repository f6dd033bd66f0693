//! Relationships: which part of an Office file holds what (ECMA-376, part 2, section 9).
//!
//! Word Online names the main part `word/document2.xml`, other programs choose other names; only the relationships
//! tell.

use percent_encoding::percent_decode_str;

use super::xml::{Node, walk};
use crate::extract::package::{Package, normal_name};

/// One relationship of a part.
struct Relationship {
    id: String,
    /// The end of its type, such as `officeDocument` or `styles`.
    kind: String,
    /// The name of the part that it names.
    target: String,
}

/// The relationships of one part, in their order.
#[derive(Default)]
pub(super) struct Relationships(Vec<Relationship>);

impl Relationships {
    /// Reads the relationships of a part; those of the whole file when `part` is empty. None when they are missing.
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let source = package.text(&format!("{folder}{slash}_rels/{name}.rels"));
        let mut all = Vec::new();
        // What comes before an error in the XML counts.
        let _ = walk(&source.unwrap_or_default(), |node| {
            if let Node::Open(element) = node
                && element.name() == "Relationship"
                && element.attribute("TargetMode").as_deref() != Some("External")
            {
                let kind = element.attribute("Type").unwrap_or_default();
                all.push(Relationship {
                    id: element.attribute("Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolved(folder, &element.attribute("Target").unwrap_or_default()),
                });
            }
        });
        Self(all)
    }

    /// The part of this kind. Returns `None` if there is none.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&str> {
        let found = self.0.iter().find(|one| one.kind == kind)?;
        Some(&found.target)
    }

    /// All parts of this kind.
    pub(super) fn all_of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        let found = self.0.iter().filter(move |one| one.kind == kind);
        found.map(|one| one.target.as_str())
    }

    /// The part of the relationship with this id. Returns `None` if there is none.
    pub(super) fn by_id(&self, id: &str) -> Option<&str> {
        let found = self.0.iter().find(|one| one.id == id)?;
        Some(&found.target)
    }
}

/// The name of a part, from a target that is relative to a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The main part of a Word file: the one that the file names, else the one that usually is. Returns `None` if there is
/// none.
pub(super) fn main_part(package: &mut Package<'_>) -> Option<String> {
    let usual = "word/document.xml";
    let named = Relationships::read(package, "")
        .of_kind("officeDocument")
        .map(str::to_owned);
    let names: Vec<String> = package
        .names()
        .iter()
        .map(|name| normal_name(name))
        .collect();
    let exists = |part: &String| names.contains(&normal_name(part));
    let typed = main_part_by_type(package);
    let usual = Some(usual.to_owned());
    [named, usual, typed]
        .into_iter()
        .flatten()
        .find_map(|part| {
            let decoded = percent_decode_str(&part).decode_utf8_lossy().into_owned();
            [part, decoded].into_iter().find(exists)
        })
}

/// The part that the list of types calls the text of the document. Returns `None` if it calls none so.
fn main_part_by_type(package: &mut Package<'_>) -> Option<String> {
    let types = package.text("[Content_Types].xml").ok()?;
    let mut found = None;
    // What comes before an error in the XML counts.
    let _ = walk(&types, |node| {
        if let Node::Open(element) = node
            && element.name() == "Override"
            && element
                .attribute("ContentType")
                .is_some_and(|kind| kind.ends_with("document.main+xml"))
        {
            found = found.take().or_else(|| element.attribute("PartName"));
        }
    });
    found.map(|part| resolved("", &part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_part() {
        assert_eq!(resolved("word", "styles.xml"), "word/styles.xml");
        assert_eq!(
            resolved("word", "/word/document2.xml"),
            "word/document2.xml"
        );
        assert_eq!(resolved("word", "../custom\\item.xml"), "custom/item.xml");
        assert_eq!(resolved("", "word\\document.xml"), "word/document.xml");
    }
}
