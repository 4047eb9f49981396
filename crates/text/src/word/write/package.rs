//! Packs a document again: entries that do not change are copied as they are packed.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::word::container::{Container, of_zip};
use crate::word::fault::WordFault;

/// Refuses a document that is signed: a signature holds for the bytes of its parts.
///
/// # Errors
/// It is signed.
pub fn refuse_signed(container: &Container) -> Result<(), WordFault> {
    let is_signature =
        |name: &str| name.starts_with("_xmlsignatures/") || name == "META-INF/documentsignatures.xml";
    if container.names().any(is_signature) { Err(WordFault::Signed) } else { Ok(()) }
}

/// The bytes of a document in which some parts have these texts. New ones come last.
///
/// # Errors
/// An entry cannot be copied.
pub fn packed(container: Container, changed: &[(String, String)]) -> Result<Vec<u8>, WordFault> {
    if changed.is_empty() {
        return Ok(container.into_bytes());
    }
    let mut archive = container.into_archive();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let failure = |error: zip::result::ZipError| of_zip(&error);
    zip.set_raw_comment(archive.comment().into()).map_err(failure)?;
    let mut is_written = vec![false; changed.len()];
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(failure)?;
        if entry.encrypted() {
            return Err(WordFault::Password);
        }
        match changed.iter().position(|(name, _)| name == entry.name()) {
            Some(own) => {
                is_written[own] = true;
                let time = entry.last_modified().unwrap_or_default();
                let compression = entry.compression();
                drop(entry);
                write(&mut zip, &changed[own], time, compression)?;
            }
            None => zip.raw_copy_file(entry).map_err(failure)?,
        }
    }
    for (own, _) in changed.iter().zip(is_written).filter(|(_, is_written)| !is_written) {
        write(&mut zip, own, DateTime::default(), CompressionMethod::Deflated)?;
    }
    Ok(zip.finish().map_err(failure)?.into_inner())
}

fn write(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    (name, text): &(String, String),
    time: DateTime,
    compression: CompressionMethod,
) -> Result<(), WordFault> {
    let options = SimpleFileOptions::default().last_modified_time(time).compression_method(compression);
    let started = zip.start_file(name, options).map_err(|error| of_zip(&error));
    started.and_then(|()| {
        zip.write_all(text.as_bytes()).map_err(|error| WordFault::Broken { reason: error.to_string() })
    })
}
