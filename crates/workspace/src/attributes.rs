//! What a file has besides its bytes: owner, permissions, access lists and other extended attributes. A file that takes the
//! place of another takes them over.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Gives a new file what the one at a path has besides its bytes. Its owner is kept as far as the user may: a file of the
/// whole team should not become one person's.
///
/// # Errors
/// Something cannot be taken over; the message says what.
pub fn take_over(file: &File, path: &Path, old: &Metadata) -> io::Result<()> {
    keep_owner(file, old)?;
    file.set_permissions(old.permissions())?;
    // The last, since an access list says more about permissions than these.
    keep_extended(file, path)
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    match fchown(file, Some(old.uid()), Some(old.gid())) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        result => result,
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn keep_extended(file: &File, path: &Path) -> io::Result<()> {
    use xattr::FileExt;
    let names = match xattr::list(path) {
        Ok(names) => names,
        // Where a file system has none, nothing can be lost.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
        Err(error) => return Err(error),
    };
    for name in names {
        let Some(value) = xattr::get(path, &name)? else { continue };
        // Some are given by the system to every file, and nobody may set them.
        if file.get_xattr(&name).ok().flatten().as_ref() == Some(&value) {
            continue;
        }
        file.set_xattr(&name, &value).map_err(|error| {
            let name = name.to_string_lossy();
            io::Error::new(error.kind(), format!("its attribute {name} cannot be kept ({error})"))
        })?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_extended(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}
