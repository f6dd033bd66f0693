//! ZIP archives of documents: the readable members one after the other, as if they were one document.

use super::config::ExtractConfig;
use super::detect::detect_format;
use super::media_type::{DetectedFormat, MediaType};
use super::package::Package;
use super::warnings;
use crate::document::{Extraction, PageNumber, Warning, WarningCode, WarningKind};

/// Reads one file of an archive: its bytes and its name.
type ReadFile<'a> = dyn Fn(&[u8], &str) -> Extraction + 'a;

/// Reads the members of an archive in the order of their names; pages are numbered on.
///
/// `read_file` reads one member. Skipped are members whose path leads out of the archive, hidden files and files
/// without an extension of a supported format. `stop` is called before each member.
pub(super) fn read(
    bytes: &[u8],
    config: &ExtractConfig,
    stop: &dyn Fn() -> bool,
    read_file: &ReadFile<'_>,
) -> Extraction {
    let archives = ArchiveReader {
        config,
        stop,
        read_file,
    };
    let mut budget = config.max_expanded_bytes;
    archives.read(bytes, 0, &mut budget)
}

/// Reads an archive and the archives inside it.
struct ArchiveReader<'a> {
    config: &'a ExtractConfig,
    stop: &'a dyn Fn() -> bool,
    read_file: &'a ReadFile<'a>,
}

impl ArchiveReader<'_> {
    /// Reads an archive that lies `depth` archives deep. `budget` is the number of bytes that may still be
    /// expanded; it is lowered by what was.
    fn read(&self, bytes: &[u8], depth: u32, budget: &mut u64) -> Extraction {
        let mut package = match Package::open(bytes, *budget) {
            Ok(package) => package,
            Err(warning) => return Extraction::unreadable(warning),
        };
        let mut whole = Extraction::default();
        let (mut count, mut unread) = (0, 0);
        for name in package.names() {
            if !is_safe(&name) {
                continue;
            }
            if MediaType::from_name(&name).is_none() {
                unread += u32::from(may_be_document(&name));
                continue;
            }
            if (self.stop)() {
                whole.warnings.push(WarningCode::StoppedEarly.into());
                break;
            }
            if count == self.config.max_members {
                whole.warnings.push(warnings::too_many_members(count));
                break;
            }
            count += 1;
            match package.member(&name) {
                Ok(member) => {
                    let part = self.read_member(&member, &name, depth, &mut package);
                    append(&mut whole, part, &name);
                }
                Err(error) => {
                    let warning = error.warning(package.limit());
                    whole.warnings.push(in_member(warning, &name));
                }
            }
        }
        *budget = package.remaining();
        if package.is_damaged() {
            whole.warnings.push(WarningCode::WrongChecksum.into());
        }
        whole.warnings.extend(warnings::attachments(0, unread));
        if count == 0 {
            return Extraction::unreadable(WarningCode::NoDocumentsInArchive);
        }
        // When other members were read, a member that was not is a missing part of the archive.
        if !whole.is_unreadable() {
            for warning in &mut whole.warnings {
                if warning.kind == WarningKind::Unreadable {
                    warning.kind = WarningKind::Partial;
                }
            }
        }
        whole
    }

    fn read_member(
        &self,
        bytes: &[u8],
        name: &str,
        depth: u32,
        package: &mut Package<'_>,
    ) -> Extraction {
        if detect_format(bytes, name) != DetectedFormat::Readable(MediaType::Zip) {
            return (self.read_file)(bytes, name);
        }
        let limit = self.config.max_archive_depth;
        if depth >= limit {
            return Extraction::unreadable(warnings::archives_nested_too_deep(limit));
        }
        // Archives inside archives share one budget, or a few nested ones would exceed any limit.
        let mut budget = package.remaining();
        let inner = self.read(bytes, depth + 1, &mut budget);
        package.spend(package.remaining() - budget);
        inner
    }
}

/// Says in a warning which member it is about.
fn in_member(mut warning: Warning, name: &str) -> Warning {
    warning.message = format!("in {name}: {}", warning.message);
    warning
}

/// The name of a member as a warning can hold it: without a colon, which ends it there, and without its folder.
pub(super) fn plain_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    crate::text::single_line(&name.replace(':', " "))
}

/// Adds a member to the whole, its pages numbered on.
pub(super) fn append(whole: &mut Extraction, part: Extraction, name: &str) {
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
        whole.warnings.push(in_member(warning, name));
    }
    // The first title and the latest date of the members.
    whole.title = whole.title.take().or(part.title);
    whole.dated = whole.dated.max(part.dated);
}

/// The ends of names that no document has: pictures, sound, fonts, and files for programs.
const NO_DOCUMENTS: &[&str] = &[
    "avi", "bmp", "css", "db", "dtd", "emf", "gif", "ico", "ini", "jpeg", "jpg", "js", "json",
    "lnk", "log", "md5", "mov", "mp3", "mp4", "ncx", "opf", "otf", "png", "sha256", "svg", "tmp",
    "ttf", "url", "webp", "wmf", "woff", "woff2", "xsd", "xsl",
];

/// Whether a member that is not read may be a document: one in another format, or without a name that tells.
fn may_be_document(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((_, extension)) => !NO_DOCUMENTS.contains(&extension.to_ascii_lowercase().as_str()),
        // An EPUB names its format in such a file.
        None => file != "mimetype",
    }
}

/// Whether a name stays inside the archive and is no leftover of a file system.
fn is_safe(name: &str) -> bool {
    !name.starts_with(['/', '\\'])
        && !name.contains(':')
        && name
            .split(['/', '\\'])
            .all(|part| part != ".." && part != "__MACOSX" && !part.starts_with(['.', '~']))
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
    fn reads_members_in_order_of_their_names() {
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
    fn documents_in_other_formats_are_told() {
        let bytes = fixture::stored_zip(&[
            ("a.txt", b"een".as_slice()),
            ("~$b.docx", b"Jan"),
            ("b.rtf", b"{\\rtf1"),
            ("c.xlsx", b"PK\x03\x04"),
            ("d.pages", b"x"),
            ("zonder einde", b"x"),
            ("foto.JPG", b"\xff\xd8"),
            ("Thumbs.db", b"x"),
        ]);
        let (texts, warnings) = read(&bytes, &ExtractConfig::default());
        assert_eq!(texts, ["1 een"]);
        assert_eq!(warnings, ["4 files inside this file were not read"]);
    }

    #[test]
    fn stops_at_the_expansion_limit() {
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
