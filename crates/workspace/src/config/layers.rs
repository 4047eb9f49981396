//! The files of a configuration: the one that was named, and all that it extends, the farthest first.
//!
//! Each becomes a [`Layer`]; how layers are put together is for `configuration`.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use claimlint_base::toml_fault::{Fault, TomlSource, read};

use super::extends::names;
use super::file::ConfigFile;
use crate::bounded_read;

/// One file of a configuration.
#[derive(Debug, Default)]
pub struct Layer {
    /// Its text.
    pub source: Arc<TomlSource>,
    /// What it says.
    pub file: ConfigFile,
    /// The folder it lies in, which the files that it names start from.
    pub folder: PathBuf,
}

/// A file and all that it extends, each once, the extended ones first; and what is wrong in any of them.
pub fn layers(source: &Arc<TomlSource>, path: &Path) -> (Vec<Layer>, Vec<Fault>) {
    let mut reader = LayerReader::default();
    reader.add(source.clone(), path);
    (reader.layers, reader.faults)
}

/// The folder of a file, as it is written before the names of other files.
pub fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// A file that one in a folder names. One in the current folder is named without it, as the user would.
pub fn beside(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

/// A file extends another, which extends another, to this depth.
const DEEPEST: usize = 32;

#[derive(Default)]
struct LayerReader {
    layers: Vec<Layer>,
    faults: Vec<Fault>,
    /// The files that are being read, each extended by the one before it, as the disk and as the user name them.
    open: Vec<(PathBuf, String)>,
    /// The files that were read, as the disk names them.
    done: Vec<PathBuf>,
}

impl LayerReader {
    fn add(&mut self, source: Arc<TomlSource>, path: &Path) {
        let real = real(path);
        let folder = folder_of(path);
        let (file, faults) = read::<ConfigFile>(&source);
        self.faults.extend(faults);
        let mut file = file.unwrap_or_default();
        self.open.push((real.clone(), source.name.clone()));
        let extends = file.extends.take();
        for (name, range) in extends.iter().flat_map(names) {
            let fault = |message: String| Fault::at(&source, range.clone(), message);
            if name.trim().is_empty() {
                self.faults.push(fault("this names no file".to_owned()));
                continue;
            }
            let path = without_detours(beside(&folder, name));
            if let Some(start) = self.open.iter().position(|(open, _)| *open == self::real(&path)) {
                let circle = self.open[start..].iter().chain([&self.open[start]]);
                let circle: Vec<&str> = circle.map(|(_, name)| name.as_str()).collect();
                let message = format!("this file extends itself: {}", circle.join(" extends "));
                self.faults.push(fault(message));
            } else if self.open.len() >= DEEPEST {
                let message = "files extend each other too deep here; name the files themselves";
                self.faults.push(fault(message.to_owned()));
            } else if !self.done.contains(&self::real(&path)) {
                match bounded_read::text(&path) {
                    Ok(text) => self.add(Arc::new(TomlSource::new(path.display().to_string(), text)), &path),
                    Err(error) => {
                        let message = format!("cannot read {}: {}", path.display(), reason(&error));
                        let fault = fault(message);
                        let is_address = name.contains("://");
                        let help = "name a file on this machine; nothing is fetched from elsewhere";
                        self.faults.push(if is_address { fault.help(help) } else { fault });
                    }
                }
            }
        }
        self.open.pop();
        self.done.push(real);
        file.extends = extends;
        self.layers.push(Layer { source, file, folder });
    }
}

/// One name for each file, however it is reached. A file that is not there has the name it was given.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// `site/../house` as `house`, for whoever reads it.
fn without_detours(path: PathBuf) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        let before = plain.components().next_back();
        match part {
            Component::ParentDir if matches!(before, Some(Component::Normal(_))) => _ = plain.pop(),
            _ => plain.push(part),
        }
    }
    // Behind a link, `..` leads elsewhere; and what is not there is named as it was written.
    if plain.canonicalize().is_ok_and(|found| found == real(&path)) { plain } else { path }
}
