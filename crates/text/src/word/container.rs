//! Opens the zip that a document is packed in, and unpacks the parts that are asked for, within bounds.
//!
//! What the parts mean is for `docx` and `odt`; `write` packs them again.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::fault::{WordFault, on_one_line};

/// So much is unpacked of a document, in bytes: as much as a page of another kind may have.
const MOST_BYTES: usize = 64 << 20;

/// No document has more parts: one with a thousand pictures has little more than a thousand.
const MOST_PARTS: usize = 10_000;

/// Markup that repeats itself shrinks to a hundredth; less is made to fill the memory.
const MOST_TIMES: u64 = 300;

/// Smaller parts do no harm however they are packed, in bytes.
const HARMLESS: u64 = 1 << 20;

/// What files of OLE begin with (MS-CFB, 2.2).
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A part of a document.
pub struct Part {
    /// Its name, as the document has it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// An open document.
pub struct Container {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// How much may still be unpacked, in bytes.
    left: usize,
}

impl Container {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// It is no zip, is broken, or has parts as no document has them.
    pub fn open(bytes: Vec<u8>) -> Result<Container, WordFault> {
        if bytes.starts_with(OLE) {
            return Err(WordFault::Ole);
        }
        if !bytes.starts_with(b"PK") {
            return Err(WordFault::NotZip);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error))?;
        if archive.len() > MOST_PARTS {
            return Err(WordFault::ManyParts { count: archive.len(), most: MOST_PARTS });
        }
        if let Some(name) = archive.file_names().find(|name| climbs(name)) {
            return Err(WordFault::Climbs { part: on_one_line(name) });
        }
        Ok(Container { archive, left: MOST_BYTES })
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.archive.file_names()
    }

    /// The bytes of the file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.archive.into_inner().into_inner()
    }

    /// The zip itself.
    pub fn into_archive(self) -> ZipArchive<Cursor<Vec<u8>>> {
        self.archive
    }

    /// Unpacks a part; `None` where there is none of this name.
    ///
    /// # Errors
    /// It cannot be unpacked, is too large, or is not UTF-8.
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, WordFault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let most = self.left;
        let file = self.archive.by_index(index).map_err(|error| of_zip(&error))?;
        let packed = file.compressed_size().max(1);
        let bound = packed.saturating_mul(MOST_TIMES).max(HARMLESS);
        let mut bytes = Vec::new();
        // What the zip says about the size of a part need not be true.
        file.take((most as u64).min(bound) + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| WordFault::Broken { reason: format!("`{}`: {error}", on_one_line(name)) })?;
        if bytes.len() as u64 > bound {
            return Err(WordFault::Bomb { part: on_one_line(name), most: MOST_TIMES });
        }
        self.left = most.checked_sub(bytes.len()).ok_or(WordFault::TooLarge { most: MOST_BYTES >> 20 })?;
        let text = String::from_utf8(bytes).map_err(|_| WordFault::NotUtf8 { part: on_one_line(name) })?;
        Ok(Some(Part { name: name.to_owned(), text }))
    }
}

/// Whether a name leads out of the folder in which its file is unpacked.
fn climbs(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.as_bytes().get(1) == Some(&b':')
        || name.split(['/', '\\']).any(|piece| piece == "..")
}

/// What a fault of a zip is for a document.
pub fn of_zip(error: &ZipError) -> WordFault {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => WordFault::Password,
        other => WordFault::Broken { reason: on_one_line(&other.to_string()) },
    }
}
