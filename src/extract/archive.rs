//! ZIP archives of documents: the readable members one after the other, as if they were one document.

use super::config::ExtractConfig;
use super::media_type::{MediaType, Recognised, recognise};
use super::office::member_refusal;
use super::package::Package;
use super::reader::refused;
use super::refusal;
use crate::document::{Extraction, PageNumber, WarningKind};

/// Reads the members of an archive in the order of their names; pages are numbered on.
///
/// `read` reads one member. Members in folders that point outside, hidden files and files in formats that are
/// not read are passed over. `left` is what may still be unpacked; it is lowered by what was.
pub(super) fn read(
    bytes: &[u8],
    config: &ExtractConfig,
    depth: u32,
    left: &mut u64,
    stop: &dyn Fn() -> bool,
    read: &dyn Fn(&[u8], &str) -> Extraction,
) -> Extraction {
    let mut package = match Package::open(bytes, *left) {
        Ok(package) => package,
        Err(warning) => return refused(warning),
    };
    let mut whole = Extraction::default();
    let mut taken = 0;
    for name in package.names() {
        if !is_safe(&name) || MediaType::of_name(&name).is_none() {
            continue;
        }
        if stop() {
            whole.warnings.push(refusal::out_of_time());
            break;
        }
        if taken == config.max_members {
            whole
                .warnings
                .push(refusal::too_many_members(config.max_members));
            break;
        }
        taken += 1;
        let member = match package.member(&name) {
            Ok(member) => member,
            Err(error) => {
                let mut warning = member_refusal(error, &package);
                warning.message = format!("in {name}: {}", warning.message);
                whole.warnings.push(warning);
                continue;
            }
        };
        let part = if recognise(&member, &name) == Recognised::As(MediaType::Zip) {
            if depth >= config.max_archive_depth {
                refused(refusal::too_many_layers(config.max_archive_depth))
            } else {
                let mut inner_left = package.left();
                let inner = self::read(&member, config, depth + 1, &mut inner_left, stop, read);
                package.spend(package.left() - inner_left);
                inner
            }
        } else {
            read(&member, &name)
        };
        append(&mut whole, part, &name);
    }
    *left = package.left();
    if package.is_damaged() {
        whole.warnings.push(refusal::wrong_checksum());
    }
    if taken == 0 {
        return refused(refusal::nothing_inside());
    }
    // A member that could not be read is a part of the archive.
    if !whole.is_unreadable() {
        for warning in &mut whole.warnings {
            if warning.kind == WarningKind::Unreadable {
                warning.kind = WarningKind::Partial;
            }
        }
    }
    whole
}

fn append(whole: &mut Extraction, part: Extraction, name: &str) {
    let before = whole.pages_total;
    whole.pages_total = before.saturating_add(part.pages_total.max(1));
    let number = |page: PageNumber| {
        PageNumber::new(page.get().saturating_add(before))
            .expect("a sum of page numbers is at least 1")
    };
    for mut page in part.pages {
        page.number = number(page.number);
        whole.pages.push(page);
    }
    for mut warning in part.warnings {
        warning.page = warning.page.map(number);
        warning.message = format!("in {name}: {}", warning.message);
        whole.warnings.push(warning);
    }
    whole.title = whole.title.take().or(part.title);
    whole.dated = whole.dated.max(part.dated);
}

/// Whether a name stays inside the archive and is no leftover of a file system.
fn is_safe(name: &str) -> bool {
    !name.starts_with(['/', '\\'])
        && !name.contains(':')
        && name
            .split(['/', '\\'])
            .all(|part| part != ".." && part != "__MACOSX" && !part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use crate::extract::{ExtractConfig, extract, fixture};

    fn read(bytes: &[u8], config: &ExtractConfig) -> (Vec<String>, Vec<String>) {
        let read = extract(bytes, "bundel.zip", config);
        let texts = read
            .pages
            .iter()
            .map(|page| format!("{} {}", page.number, page.text))
            .collect();
        (
            texts,
            read.warnings
                .iter()
                .map(|warning| warning.message.clone())
                .collect(),
        )
    }

    #[test]
    fn members_are_read_in_order() {
        let inner = fixture::zip(&[("c.txt", b"drie".as_slice())]);
        let bytes = fixture::zip(&[
            ("b.md", b"# twee".as_slice()),
            ("a.txt", b"een"),
            ("d.zip", &inner),
            ("foto.jpg", b"\xff\xd8\xff"),
            ("../../weg.txt", b"weg"),
            ("__MACOSX/a.txt", b"weg"),
        ]);
        let (texts, warnings) = read(&bytes, &ExtractConfig::default());
        assert_eq!(texts, ["1 een", "2 twee", "3 drie"]);
        assert!(warnings.is_empty(), "{warnings:?}");
        let flat = ExtractConfig {
            max_archive_depth: 0,
            ..ExtractConfig::default()
        };
        assert_eq!(read(&bytes, &flat).0.len(), 2);
    }

    #[test]
    fn bombs_are_defused() {
        let zeros = vec![b'a'; 1 << 20];
        let inner = fixture::zip(&[("a.txt", zeros.as_slice())]);
        let bytes = fixture::zip(&[
            ("1.zip", inner.as_slice()),
            ("2.zip", &inner),
            ("3.zip", &inner),
            ("4.txt", b"klein"),
        ]);
        let config = ExtractConfig {
            max_expanded_bytes: 3 << 19,
            ..ExtractConfig::default()
        };
        let (texts, warnings) = read(&bytes, &config);
        assert_eq!(texts.len(), 1);
        assert!(
            warnings
                .iter()
                .any(|warning| warning.contains("unpacks to more")),
            "{warnings:?}"
        );
    }
}
