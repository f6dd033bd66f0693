//! Texts of others in Markdown.

/// A text on one line, without meaning for Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        // The characters with a meaning anywhere in Markdown; a backslash before any of them is allowed.
        if "\\`*_{}[]<>()#|~!&".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A text without line breaks and doubled spaces.
pub(super) fn on_one_line(text: &str) -> String {
    // A line break could begin a heading or a list.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
