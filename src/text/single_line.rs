//! Names and titles from outside, as they may be shown.

/// A name or title as one line of visible text.
///
/// White space of any kind becomes one blank, and characters that steer a terminal or turn the direction of the text (controls of Unicode category `Cc`, bidirectional controls, invisible
/// characters) are left out. An escape sequence of a terminal goes as a whole. Cost: one pass.
pub fn single_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            ESCAPE => {
                // Any other escape is dropped alone: what follows it may be visible text.
                if rest.next_if_eq(&'[').is_some() {
                    skip_sequence(&mut rest);
                }
            }
            CONTROL_SEQUENCE => skip_sequence(&mut rest),
            c if c.is_whitespace() => {
                // No blank at the start and no two in a row, so that the columns of a table stay aligned.
                if !(out.is_empty() || out.ends_with(' ')) {
                    out.push(' ');
                }
            }
            c if c.is_control() || is_invisible(c) => {}
            c => out.push(c),
        }
    }
    // The last character can be a blank that stood for a line break at the end.
    out.truncate(out.trim_end().len());
    out
}

/// Whether a text, printed as it is, steers a terminal or turns the direction of what follows it.
pub fn steers_terminal(text: &str) -> bool {
    let steers =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.contains(steers)
}

const ESCAPE: char = '\u{1b}';

/// The one character that begins the same sequences as `ESC [` (ECMA-48, 5.3).
const CONTROL_SEQUENCE: char = '\u{9b}';

/// Skips parameters, intermediates and the final character of a control sequence (ECMA-48, 5.4), if it is one.
fn skip_sequence(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    // The ranges of the standard: parameters and intermediates are 0x20 to 0x3F, final characters 0x40 to 0x7E.
    while rest.next_if(|c| (' '..='?').contains(c)).is_some() {}
    rest.next_if(|c| ('@'..='~').contains(c));
}

/// Whether a character has no shape of its own: marks, embeddings, overrides and isolates of direction, joiners,
/// tags, and the replacement for bytes that could not be read.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffd}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_or_turns_text_is_left_out() {
        for (given, expected) in [
            ("Digitale agenda", "Digitale agenda"),
            (
                "Súdwest-Fryslân ’s-Hertogenbosch €",
                "Súdwest-Fryslân ’s-Hertogenbosch €",
            ),
            ("\u{1b}[31;1mRood\u{1b}[0m", "Rood"),
            ("\u{1b}]0;titel\u{7}x", "]0;titelx"),
            ("\u{9b}2Jleeg", "leeg"),
            ("a\r\n\tb\u{2028}c\u{85}d", "a b c d"),
            ("\u{202e}eisiV\u{202c} \u{2066}x\u{2069}", "eisiV x"),
            ("  \u{feff}Visie\u{0}\u{7f} ", "Visie"),
            ("\u{1b}", ""),
            ("\u{1b}[", ""),
        ] {
            assert_eq!(single_line(given), expected, "{given:?}");
            assert!(!steers_terminal(&single_line(given)));
        }
        for steering in [
            "a\nb",
            "\u{1b}[2J",
            "\u{9b}x",
            "\u{202e}x",
            "\u{2066}",
            "\u{7f}",
        ] {
            assert!(steers_terminal(steering), "{steering:?}");
        }
        assert!(!steers_terminal("Visie  op\u{ad} e-depot\u{200d}.md "));
    }
}
