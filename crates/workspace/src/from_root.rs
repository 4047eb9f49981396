//! Names pages from the root of their repository, as CI services know them, wherever in it a run was started.

use std::path::{Path, PathBuf};

use crate::paths::{repository_around, without_detours};
use crate::report::FileReport;

/// What GitHub calls the folder into which it checks a repository out.
const GITHUB_WORKSPACE: &str = "GITHUB_WORKSPACE";

/// Notes for pages that are named from the current folder how they are named from the root of the repository: of the nearest
/// folder with a `.git`, else of the folder in which GitHub runs.
pub fn name_from_root(files: &mut [FileReport]) {
    let Ok(here) = std::env::current_dir() else { return };
    let workspace = || {
        let folder = PathBuf::from(std::env::var_os(GITHUB_WORKSPACE)?);
        here.starts_with(&folder).then_some(folder)
    };
    let repository = repository_around(&here).map(Path::to_owned);
    let Some(root) = repository.or_else(workspace) else { return };
    for file in files {
        let path = without_detours(&here.join(&file.path));
        // Standard input has no place, and what is elsewhere has no other name.
        if let Ok(path) = path.strip_prefix(&root)
            && !file.path.starts_with('<')
        {
            let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let named = parts.join("/");
            file.from_root = (named != file.path).then_some(named);
        }
    }
}
