//! Characters that steer a terminal or turn the reading direction, in pages, names, rules and settings: whatever is printed
//! of them is visible and does nothing, and JSON gives them back as they were.

use super::{CLAIM, FORMATS, JSON_FORMATS, assert_harmless, steers};
use crate::common::{Folder, Run};

/// A title for the window, a cleared screen, a color in one byte, and every way to turn the reading direction.
const STEERING: &str =
    "\u{1b}]0;own\u{7}\u{1b}[2J\u{9b}31m\u{7f}\u{8}\u{61c}\u{200e}\u{200f}\u{202e}\u{2066}\u{2028}\u{e0041}";

/// The same as the escapes of a TOML or JSON text.
fn escaped() -> String {
    STEERING.chars().map(|sign| format!("\\U{:08x}", u32::from(sign))).collect()
}

/// A page with what steers in and around what is found, in front matter and in an address.
fn page() -> String {
    format!(
        "---\ntitle: The best peel\n---\n\n{STEERING}This is the most {STEERING}powerful{STEERING} peel on the market.\n\n\
         It helps [studies show](https://peels.example/{STEERING}), and it is hyaluranic{STEERING}.\n\n\
         A soft mask [7]{STEERING}. The the peel.\n\n<!-- claimlint-ignore {STEERING}: a reason -->\n"
    )
}

/// A rule in all of whose texts something steers.
fn rules() -> String {
    let bad = escaped();
    format!(
        "[pack]\nname = 'own'\ntitle = \"Own{bad}\"\n[[rule]]\nid = 'own-word'\nkind = 'phrase'\ncategory = 'superlative'\n\
         severity = 'error'\nmessage = \"no {{match}}{bad}\"\nwhy = \"It is so.{bad}\"\nhelp = \"Do so.{bad}\"\n\
         label = \"here{bad}\"\nphrases = ['powerful', 'soft mask']\n\
         norms = [{{ name = \"A norm{bad}\", section = \"1{bad}\", url = \"https://norms.example/{bad}\", checked = '2026-11-20' }}]\n\
         examples.flag = [\"A [[powerful]] peel{bad}.\", \"A [[soft mask]]{bad}.\"]\n\
         examples.pass = [\"A peel{bad}.\", \"A mask{bad}.\"]\n"
    )
}

/// Settings that quote themselves where they are shown.
fn settings() -> String {
    let bad = escaped();
    let glob = bad.replace("\\U0000005b", "").replace("\\U0000005d", "");
    format!(
        "rules = ['own.toml']\nexclude = [\"gone{glob}/**\"]\n\
         [[sources.tiers]]\ndomain = 'peels.example'\ntier = 2\nreason = \"known{bad}\"\n\
         [[evidence.accept]]\nwords = \"firm skin{bad}\"\nreference = \"dossier{bad}\"\nuntil = 2099-01-01\n"
    )
}

/// All of it in a folder, with a page whose name steers as well.
fn folder() -> Folder {
    let folder =
        Folder::new().file("a.md", page()).file("own.toml", rules()).file("claimlint.toml", settings());
    if cfg!(unix) { folder.file(&format!("b{STEERING}.md"), CLAIM) } else { folder }
}

/// The same words without what steers.
fn visible(text: &str) -> String {
    text.chars().filter(|sign| !steers(*sign)).collect()
}

#[test]
fn nothing_that_is_found_steers_the_terminal_in_any_format() {
    let folder = folder();
    for format in FORMATS {
        let run = folder.run(&["check", "--format", format]);
        assert_eq!(run.status, 1, "{format}: {}", run.err);
        assert_harmless(&run, format);
        assert!(visible(&run.out).contains("own-word"), "{format}: {}", run.out);
        if JSON_FORMATS.contains(&format) {
            run.json();
        }
    }
    assert_harmless(&folder.run(&["check", "--statistics"]), "statistics");
    assert_harmless(&folder.run(&["check", "--color", "never"]), "without colours");
}

#[test]
fn json_gives_back_what_steers_as_it_was() {
    let run = folder().run(&["check", "--format", "json", "a.md"]);
    let report = run.json();
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let own = found.iter().find(|one| one["rule"] == "own-word").unwrap();
    assert!(own["why"].as_str().unwrap().contains(STEERING), "{own}");
    assert_eq!(own["norms"][0]["section"].as_str().unwrap(), format!("1{STEERING}"));
}

#[test]
fn a_report_in_a_file_steers_no_more_than_a_printed_one() {
    let folder = folder();
    for format in FORMATS {
        folder.run(&["check", "--output-file", &format!("{format}=report"), "--format", "short"]);
        let report = folder.read("report");
        assert!(!report.chars().any(steers), "{format}: {report:?}");
    }
}

#[test]
fn no_other_command_steers_the_terminal() {
    let folder = folder();
    let commands: [&[&str]; 20] = [
        &["explain", "own-word"],
        &["rules"],
        &["rules", "--format", "markdown"],
        &["rules", "test"],
        &["config", "show"],
        &["config", "show", "--format", "json"],
        &["config", "show", "a.md"],
        &["claims"],
        &["claims", "--format", "csv"],
        &["claims", "--format", "json"],
        &["claims", "--format", "markdown"],
        &["words"],
        &["verify", "--offline"],
        &["check", "--explain-silence", "a.md:5"],
        &["check", "--explain-silence", "a.md:5", "--format", "json"],
        &["check", "--explain-silence", "a.md:5", "--format", "short"],
        &["check", "--write-baseline"],
        &["check", "--add-ignores", "a reason"],
        &["check", "--fix", "--unsafe-fixes"],
        &["check", "--select", STEERING],
    ];
    for command in commands {
        let run = folder.run(command);
        assert!(run.status <= 2 && !(run.out.is_empty() && run.err.is_empty()), "{command:?}: {run:?}");
        assert_harmless(&run, &format!("{command:?}"));
    }
}

#[test]
fn a_diff_for_a_program_is_exact_and_its_names_steer_nothing() {
    let folder = Folder::new().file("a.md", format!("The the peel{STEERING}.\n"));
    let run = folder.run(&["check", "--no-config", "--diff", "a.md"]);
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(run.out.contains(&format!("+The peel{STEERING}.\n")), "a patch must fit: {}", run.out);
}

/// Runs with a file in which every line is a fault that quotes it.
#[track_caller]
fn faults(name: &str, text: String, arguments: &[&str]) -> Run {
    let folder = Folder::new().file("a.md", CLAIM).file(name, text);
    let run = folder.run(arguments);
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.lines().count() > 3, "{}", run.err);
    assert_harmless(&run, name);
    run
}

#[test]
fn faults_in_rules_and_settings_quote_nothing_that_steers() {
    let bad = escaped();
    let fields = format!(
        "[pack]\nname = \"own{bad}\"\n[[rule]]\nid = \"a{bad}\"\nkind = \"claim{bad}\"\n\"key{bad}\" = 1\n\
         phrases = [\"<list{bad}>\", \"({bad}\"]\npatterns = [\"({bad}\"]\nmessage = \"{{{bad}}}\"\n\
         [override.\"none{bad}\"]\nseverity = 'note'\n[extend.lexicon]\n\"none{bad}\" = ['a']\n"
    );
    faults("own.toml", fields, &["check", "--rules", "own.toml"]);
    faults(
        "raw.toml",
        format!("a = '{STEERING}\n# {STEERING}\nb = {STEERING}\n"),
        &["check", "--rules", "raw.toml"],
    );
    let settings = format!(
        "ignore = [\"none{bad}\"]\nrules = [\"gone{bad}.toml\"]\nextends = \"gone{bad}\"\nexclude = [\"[{bad}\"]\n\
         \"key{bad}\" = 1\n[words]\naccept = [\"two words{bad}\"]\nfiles = [\"gone{bad}.txt\"]\n\
         [evidence]\nfiles = [\"gone{bad}.bib\"]\n"
    );
    faults("claimlint.toml", settings, &["check"]);
}

#[test]
fn what_cannot_be_read_is_named_without_what_steers() {
    let library = format!("@misc{{a{STEERING}, title = {{x}}\n@misc{{b, journal = no{STEERING}}}\n");
    let folder = Folder::new()
        .file("a.md", CLAIM)
        .file("claimlint.toml", "[evidence]\nfiles = ['a.bib', 'a.json']\n")
        .file("a.bib", library)
        .file("a.json", format!("[{{\"id\": [\"{STEERING}\"]}}]"))
        .file("sources.lock", format!("version = 1\n{STEERING}"))
        .file("claimlint-baseline.json", "{ \"version\": 1, \"files\": {} }");
    let run = folder.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("a.bib") && run.err.contains("sources.lock"), "{}", run.err);
    assert_harmless(&run, "papers");
    for name in [format!("gone{STEERING}.md"), format!("--gone{STEERING}")] {
        let run = folder.run(&["check", &name]);
        assert_eq!(run.status, 2);
        assert_harmless(&run, "a name");
        let run = folder.run(&["check", "a.md", "--baseline", &name]);
        assert_harmless(&run, "a baseline");
        let run = folder.run(&["check", "a.md", "--config", &name]);
        assert_harmless(&run, "a configuration");
    }
    let broken = format!("{{ \"version\": 1, \"files\": {{ \"{STEERING}\": 3 }} }}");
    let run = folder.file("claimlint-baseline.json", broken).run(&["check"]);
    assert_eq!(run.status, 2);
    assert_harmless(&run, "a broken baseline");
}

#[cfg(unix)]
#[test]
fn no_cell_for_a_spreadsheet_is_a_formula() {
    let names =
        ["=1+1.md", "+a.md", "-a.md", "@a.md", "\t=a.md", "\r=a.md", "\u{ff1d}a.md", "'=a.md", "\"=a.md"];
    let folder = names.iter().fold(Folder::new(), |folder, name| {
        let text = "=cmd|'/c calc'!A1 is the most powerful peel.\n\n@SUM(1) the best serum (https://doi.org/10.5555/=1).\n";
        folder.file(name, text)
    });
    let run = folder.run(&["claims", "--format", "csv"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let mut table = csv::Reader::from_reader(run.out.as_bytes());
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert!(rows.len() >= names.len(), "{}", run.out);
    for cell in rows.iter().flatten() {
        let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}']);
        assert!(!is_formula && !cell.chars().any(steers), "{cell:?}");
    }
}
