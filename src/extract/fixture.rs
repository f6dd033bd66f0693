//! Files for tests, built in memory: ZIP archives and PDFs with invented text.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A ZIP archive of these members.
pub(super) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(members, SimpleFileOptions::default())
}

/// A ZIP archive of these members, stored without compression as file shares do.
pub(super) fn stored_zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let stored = zip::CompressionMethod::Stored;
    zip_with(
        members,
        SimpleFileOptions::default().compression_method(stored),
    )
}

fn zip_with(members: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, options)
            .expect("memory takes a member");
        writer.write_all(bytes).expect("memory takes bytes");
    }
    writer
        .finish()
        .expect("memory takes the directory")
        .into_inner()
}

/// A PDF with these page contents, in Helvetica (`F1`) and Helvetica-Bold (`F2`).
pub(super) fn pdf(pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len())
        .map(|n| format!("{} 0 R", 5 + 2 * n))
        .collect();
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
            .into_bytes()
    };
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            pages.len()
        )
        .into_bytes(),
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    for (n, page) in pages.iter().enumerate() {
        let resources = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>";
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents {} 0 R >>", 6 + 2 * n).into_bytes());
        objects.push(stream("", &latin(page)));
    }
    assemble(&objects, "")
}

/// What a PDF of one page has beside its content; empty by default.
#[derive(Default)]
pub(super) struct PageParts<'a> {
    /// Entries of the page, such as `/Rotate 90`.
    pub(super) page: &'a str,
    /// Entries of its resources beside the fonts `F1` and `F2`, such as `/XObject << /I 7 0 R >>`.
    pub(super) resources: &'a str,
    /// Entries of the catalog.
    pub(super) catalog: &'a str,
    /// More objects, from number 7 on.
    pub(super) objects: Vec<Vec<u8>>,
}

/// A PDF of one page with this content.
pub(super) fn pdf_page(content: &str, parts: PageParts<'_>) -> Vec<u8> {
    let PageParts {
        page,
        resources,
        catalog,
        objects: more,
    } = parts;
    let media = if page.contains("/MediaBox") {
        ""
    } else {
        "/MediaBox [0 0 595 842]"
    };
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    };
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R {media} {page} /Resources << /Font << /F1 5 0 R /F2 6 0 R >> {resources} >> /Contents 4 0 R >>").into_bytes(),
        stream("", &latin(content)),
        font("Helvetica").into_bytes(),
        font("Helvetica-Bold").into_bytes(),
    ];
    objects.extend(more);
    assemble(&objects, "")
}

/// A PDF of one page that is a grey picture.
pub(super) fn scanned_pdf() -> Vec<u8> {
    let image = "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>".to_vec(),
        stream("", b"q 595 0 0 842 0 0 cm /I Do Q"),
        stream(image, &[128; 64 * 64]),
    ];
    assemble(&objects, "")
}

/// A PDF that needs a password: its encryption dictionary does not match the empty one.
pub(super) fn encrypted_pdf() -> Vec<u8> {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
        stream("", b"0123456789abcdef0123456789abcdef"),
        format!(
            "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{0}> /U <{0}> >>",
            "5a".repeat(32)
        )
        .into_bytes(),
    ];
    let id = "ab".repeat(16);
    assemble(&objects, &format!("/Encrypt 5 0 R /ID [<{id}> <{id}>]"))
}

/// PDF operators that show one line of text at this position, in points.
pub(super) fn show(x: i32, y: i32, size: i32, text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)");
    format!("BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n")
}

pub(super) fn latin(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

pub(super) fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {entries} /Length {} >>\nstream\n", bytes.len()).into_bytes();
    out.extend_from_slice(bytes);
    out.extend_from_slice(b"\nendstream");
    out
}

fn assemble(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(
        format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes(),
    );
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    out
}
