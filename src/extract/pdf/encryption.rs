//! Files in the encryption of Acrobat 9 (revision 5), which the library takes for another.
//!
//! Revision 5 wraps the key of the file in the hash of the password, as revision 6 does, with a simpler hash (Adobe
//! Supplement to ISO 32000, extension level 3, 3.5.2). The library takes the hash itself for the key. So the key is
//! unwrapped here and wrapped anew as revision 6 wants it, in an addition to the end of the file (ISO 32000-1, 7.5.6).

use std::fmt::Write as _;

use pdf_oxide::PdfDocument;
use pdf_oxide::crypto::{AesKeySize, HashAlgorithm, Padding, active};
use pdf_oxide::object::{Object, ObjectRef};

/// The hash of the empty password with a salt of zeros (ISO 32000-2, algorithm 2.B): the same for both salts.
const HASH_OF_EMPTY: [u8; 32] = [
    0x43, 0x9f, 0xeb, 0xa0, 0x99, 0xa6, 0x3d, 0x0d, 0x03, 0x5a, 0x1e, 0x5f, 0xb6, 0x7f, 0xf3, 0x07,
    0x32, 0x91, 0x89, 0x58, 0x49, 0x56, 0x42, 0x5a, 0xff, 0x2d, 0x3b, 0xd3, 0xd1, 0x5e, 0xdc, 0x60,
];

/// The length of a salt, in bytes.
const SALT: usize = 8;

/// The bytes of a file of revision 5 that opens without a password, as one of revision 6. Returns `None` for other
/// files.
pub(super) fn as_revision_6(bytes: &[u8], document: &PdfDocument) -> Option<Vec<u8>> {
    let trailer = document.trailer().as_dict()?;
    let entry = trailer.get("Encrypt")?;
    let encryption = document.resolve_object(entry).ok()?;
    let encryption = encryption.as_dict()?;
    if encryption.get("R")?.as_integer()? != 5 {
        return None;
    }
    let text = |name: &str| encryption.get(name)?.as_string();
    let key = file_key(text("U")?, text("UE")?)?;
    let cipher = active().symmetric();
    let wrapped = cipher.aes_cbc_encrypt(
        AesKeySize::Aes256,
        &HASH_OF_EMPTY,
        &[0; 16],
        &key,
        Padding::None,
    );
    let size = trailer.get("Size")?.as_integer()?;
    // In the trailer itself it gets a number of its own.
    let place = entry
        .as_reference()
        .unwrap_or_else(|| ObjectRef::new(size as u32, 0));
    let root = trailer.get("Root")?.as_reference()?;
    let ids = trailer.get("ID").and_then(Object::as_array);
    let id = ids.and_then(|ids| ids.first()?.as_string());
    let id = hex(id.unwrap_or_default());
    let info = trailer.get("Info").and_then(Object::as_reference);
    let info = info.map_or(String::new(), |info| {
        format!("/Info {} {} R", info.id, info.r#gen)
    });
    let user = [&HASH_OF_EMPTY[..], &[0; 2 * SALT]].concat();
    let start = format!(
        "\n{} {} obj\n<< /Filter /Standard /V 5 /R 6 /Length 256 /P {} /U <{}> /UE <{}> /O <{}> /OE <{}> /Perms <{}> \
        /StmF /StdCF /StrF /StdCF /CF << /StdCF << /AuthEvent /DocOpen /CFM /AESV3 /Length 32 >> >> >>\nendobj\n",
        place.id,
        place.r#gen,
        encryption
            .get("P")
            .and_then(Object::as_integer)
            .unwrap_or(-4),
        hex(&user),
        hex(&wrapped.ok()?),
        hex(&[0; 48]),
        hex(&[0; 32]),
        hex(&[0; 16]),
    );
    let mut out = bytes.to_vec();
    let offset = out.len() + 1;
    out.extend(start.as_bytes());
    let table = out.len();
    let end = format!(
        "xref\n{} 1\n{offset:010} {:05} n \ntrailer\n<< /Size {} /Root {} {} R {info} /ID [<{id}> <{id}>] \
        /Encrypt {} {} R /Prev {} >>\nstartxref\n{table}\n%%EOF\n",
        place.id,
        place.r#gen,
        size.max(i64::from(place.id) + 1),
        root.id,
        root.r#gen,
        place.id,
        place.r#gen,
        last_table(bytes)?,
    );
    out.extend(end.as_bytes());
    Some(out)
}

/// The key of a file of revision 5 that opens without a password. Returns `None` when it needs one.
fn file_key(user: &[u8], wrapped: &[u8]) -> Option<Vec<u8>> {
    let (hash, salts) = user.split_at_checked(32)?;
    let (for_check, salts) = salts.split_at_checked(SALT)?;
    let for_key = salts.get(..SALT)?;
    let digest = |salt: &[u8]| {
        let mut hasher = active().hasher(HashAlgorithm::Sha256).ok()?;
        hasher.update(salt);
        Some(hasher.finalize())
    };
    if digest(for_check)? != hash {
        return None;
    }
    let cipher = active().symmetric();
    let key = cipher.aes_cbc_decrypt(
        AesKeySize::Aes256,
        &digest(for_key)?,
        &[0; 16],
        wrapped.get(..32)?,
        Padding::None,
    );
    key.ok()
}

/// Where the last table of the places of objects stands, by the end of the file.
fn last_table(bytes: &[u8]) -> Option<u64> {
    const MARK: &[u8] = b"startxref";
    let at = memchr::memmem::rfind(bytes, MARK)?;
    let rest = bytes[at + MARK.len()..].trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a text does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
