//! Front matter: lines of `key: value` between two lines `---` at the very start, as static site generators write it.

/// Lines that are searched for the end of the front matter.
const MAX_LINES: usize = 200;

/// The metadata of a Markdown file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct FrontMatter {
    pub(in crate::extract) title: Option<String>,
    pub(in crate::extract) date: Option<String>,
}

/// Splits a text in its front matter and its body; a text without front matter is all body.
pub(super) fn split(text: &str) -> (FrontMatter, &str) {
    let mut front = FrontMatter::default();
    let Some(rest) = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"))
    else {
        return (front, text);
    };
    let mut offset = 0;
    for line in rest.split_inclusive('\n').take(MAX_LINES) {
        offset += line.len();
        let line = line.trim_end();
        // YAML ends a document with `...` too.
        if line == "---" || line == "..." {
            return (front, &rest[offset..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']);
            let value = (!value.is_empty()).then(|| value.to_owned());
            match key.trim().to_ascii_lowercase().as_str() {
                "title" | "titel" => front.title = value,
                "date" | "datum" => front.date = value,
                _ => {}
            }
        } else if !line.is_empty() && !line.starts_with(['#', ' ', '-', '\t']) {
            // Neither a comment, a list item nor a continued value: text between two rules.
            break;
        }
    }
    (FrontMatter::default(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_metadata_from_text() {
        let (front, body) = split("---\ntitle: \"Visie 2030\"\ndate: 2023-05-01\n---\n# Kop\n");
        assert_eq!(front.title.as_deref(), Some("Visie 2030"));
        assert_eq!(front.date.as_deref(), Some("2023-05-01"));
        assert_eq!(body, "# Kop\n");
        let text = "---\nGewone tekst\n---\n";
        assert_eq!(split(text), (FrontMatter::default(), text));
    }
}
