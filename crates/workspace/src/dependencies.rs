//! Folders that hold what other people wrote, or what a build made of pages that are checked themselves. A walk leaves them
//! out; whoever wants one checked names it.

use std::path::Path;

/// Folders that package managers fill, and nobody else.
const OF_PACKAGES: [&str; 6] =
    ["node_modules", "bower_components", "jspm_packages", "site-packages", "__pycache__", ".git"];

/// Folders that may be one's own, with what is beside or in them only where a program filled them.
const OF_PROGRAMS: [(&str, &[&str]); 3] = [
    // Composer, Go and Bundler.
    ("vendor", &["vendor/autoload.php", "vendor/modules.txt", "vendor/bundle"]),
    // Jekyll and Eleventy build here.
    ("_site", &["_config.yml", "_config.yaml", "_config.toml", "eleventy.config.js", ".eleventy.js"]),
    // Hugo builds here; elsewhere the folder has pages of one's own.
    ("public", &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"]),
];

/// Whether a folder holds nothing of the house's. Which of two is meant is decided by the files beside it, where these
/// may be trusted.
pub fn is_foreign(folder: &Path, trusts: bool) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    if OF_PACKAGES.contains(&name) {
        return true;
    }
    let beside = folder.parent().unwrap_or(Path::new("."));
    let signs =
        OF_PROGRAMS.iter().filter(|(of_program, _)| *of_program == name).flat_map(|(_, signs)| *signs);
    trusts && signs.into_iter().any(|sign| beside.join(sign).exists())
}
