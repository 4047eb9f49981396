//! The files of a configuration: the one that was named, and all that it extends, the farthest first.
//!
//! Each becomes a [`Layer`]; how layers are put together is for `configuration`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimlint_base::source::reason;
use claimlint_base::toml_fault::{Fault, TomlSource, read};

use super::extends::names;
use super::file::ConfigFile;
use crate::bounded_read;
use crate::paths::{self, folder_of, real};

/// A file extends another, which extends another, to this depth.
const DEEPEST: usize = 32;

const NOTHING_FETCHED: &str = "name a file on this machine; nothing is fetched from elsewhere";

/// One file of a configuration.
#[derive(Debug, Default)]
pub struct Layer {
    /// Its text.
    pub source: Arc<TomlSource>,
    /// What it says.
    pub file: ConfigFile,
    /// Its folder, from which the paths in it start.
    pub folder: PathBuf,
}

/// A file and all that it extends, each once, the extended ones first; and what is wrong in any of them.
pub fn layers(source: &Arc<TomlSource>, path: &Path) -> (Vec<Layer>, Vec<Fault>) {
    let mut reader = LayerReader::default();
    reader.add(source.clone(), path);
    (reader.layers, reader.faults)
}

/// A file that one in a folder names. One in the current folder is named without it, as the user would.
pub fn beside(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

#[derive(Default)]
struct LayerReader {
    layers: Vec<Layer>,
    faults: Vec<Fault>,
    /// The files that are being read, each extended by the one before it.
    open: Vec<OpenFile>,
    /// The files that were read, as the disk names them.
    done: Vec<PathBuf>,
}

struct OpenFile {
    /// As the disk names it.
    real: PathBuf,
    /// As the user names it.
    name: String,
}

impl LayerReader {
    /// Reads all that a file extends, and then adds the file itself.
    fn add(&mut self, source: Arc<TomlSource>, path: &Path) {
        let (real, folder) = (real(path), folder_of(path).to_owned());
        let (file, faults) = read::<ConfigFile>(&source);
        self.faults.extend(faults);
        let file = file.unwrap_or_default();
        self.open.push(OpenFile { real: real.clone(), name: source.name.clone() });
        for (name, range) in file.extends.iter().flat_map(names) {
            if let Err(what) = self.extend(&folder, name) {
                let mut fault = Fault::at(&source, range, what.message);
                fault.help = what.help.map(str::to_owned);
                self.faults.push(fault);
            }
        }
        self.open.pop();
        self.done.push(real);
        self.layers.push(Layer { source, file, folder });
    }

    /// Adds a file that one in a folder extends, unless it was read before.
    fn extend(&mut self, folder: &Path, name: &str) -> Result<(), Refusal> {
        if name.trim().is_empty() {
            return Err(Refusal::of("this names no file"));
        }
        if Path::new(name).extension().is_none_or(|extension| extension != "toml") {
            let help = name.contains("://").then_some(NOTHING_FETCHED);
            return Err(Refusal {
                message: "a configuration file has a name that ends in .toml".to_owned(),
                help,
            });
        }
        let path = without_detours(beside(folder, name));
        let real = real(&path);
        if let Some(start) = self.open.iter().position(|open| open.real == real) {
            let circle = self.open[start..].iter().chain([&self.open[start]]);
            let circle: Vec<&str> = circle.map(|open| open.name.as_str()).collect();
            return Err(Refusal::of(format!("this file extends itself: {}", circle.join(" extends "))));
        }
        if self.open.len() >= DEEPEST {
            return Err(Refusal::of("files extend each other too deeply here; name the files themselves"));
        }
        if self.done.contains(&real) {
            return Ok(());
        }
        let text = bounded_read::text(&path).map_err(|error| {
            let help = name.contains("://").then_some(NOTHING_FETCHED);
            Refusal { message: format!("cannot read {}: {}", path.display(), reason(&error)), help }
        })?;
        self.add(Arc::new(TomlSource::new(path.display().to_string(), text)), &path);
        Ok(())
    }
}

/// Why a file is not extended.
struct Refusal {
    message: String,
    help: Option<&'static str>,
}

impl Refusal {
    fn of(message: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), help: None }
    }
}

/// `site/../house` as `house`, for whoever reads it. After a link, `..` leads elsewhere, so the shorter path must lead to the
/// same file. A file that is not there is named as it was written.
fn without_detours(path: PathBuf) -> PathBuf {
    let plain = paths::without_detours(&path);
    if plain.canonicalize().is_ok_and(|found| found == real(&path)) { plain } else { path }
}
