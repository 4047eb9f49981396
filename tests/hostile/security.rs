//! `SECURITY.md` promises nothing that no test holds: each of its sentences, and the tests by which it holds.

use std::path::Path;

use crate::common::project;

const HOLDS: &[(&str, &[&str])] = &[
    ("Only `claimlint verify` goes online, and it sends only identifiers.", &["nothing_of_the_text_is_sent"]),
    (
        "It asks the registries that [docs/verify.md](docs/verify.md) names, over TLS; another address is asked only if the command line names it.",
        &["nobody_is_asked_whom_only_the_configuration_names"],
    ),
    (
        "An answer for a different paper from the one that was asked for does not count.",
        &["an_answer_for_another_paper_does_not_count"],
    ),
    (
        "For `--diff-base` and `--staged`, git only looks up what it has stored, so no program starts that a repository's files or settings name.",
        &["no_setting_of_a_repository_starts_a_program"],
    ),
    ("What a partial clone lacks is not fetched.", &["what_a_partial_clone_lacks_is_asked_of_nobody"]),
    (
        "A folder of pages that is laid out as a bare git repository is refused, with git 2.38 or newer.",
        &["a_folder_of_pages_that_is_laid_out_as_a_repository_is_refused"],
    ),
    (
        "Faults in a file that a configuration names outside its folder show the place and none of its words.",
        &[
            "a_configuration_shows_nothing_of_the_files_that_it_names",
            "the_fault_in_a_file_of_the_parent_folder_is_reported_by_its_place",
        ],
    ),
    (
        "If one of our own files is a link to somewhere else, nothing of its target is shown or overwritten, unless you name it.",
        &["links_in_the_place_of_our_own_files_show_nothing_and_are_not_written_through"],
    ),
    (
        "The lock file must be below the folder of its configuration, and no registry's answer can begin a line of it.",
        &[
            "answers_are_written_below_the_folder_alone",
            "what_a_registry_answers_begins_no_line_of_the_lock_file",
        ],
    ),
    (
        "Whenever the process ends, a fixed file, a baseline, a report or the lock file is either complete or as it was.",
        &[
            "fixes_that_are_killed_leave_each_page_old_or_new",
            "a_disk_that_is_full_leaves_pages_and_reports_as_they_were",
        ],
    ),
    (
        "A run that is interrupted, or asked to end, leaves nothing half done.",
        &["who_interrupts_a_run_finds_nothing_begun"],
    ),
    (
        "Several runs may write to one baseline or lock file at once, and nothing is lost.",
        &[
            "baselines_that_are_written_at_once_know_everything",
            "answers_that_are_written_at_once_are_all_kept",
        ],
    ),
    (
        "A file that is rewritten keeps its owner, permissions, access lists and attributes; one with other names (hard links) is left alone.",
        &[
            "access_lists_and_attributes_survive_a_fix_and_a_new_baseline",
            "what_was_for_its_owner_alone_stays_so",
            "a_file_with_other_names_is_left_alone_with_a_word",
        ],
    ),
    (
        "A report never replaces a page, or a file with settings, rules, papers or answers.",
        &[
            "a_report_takes_the_place_of_no_page_and_of_no_other_report",
            "a_report_takes_the_place_of_no_settings",
        ],
    ),
    (
        "Control characters, and those that change the reading direction, are replaced before text from a page, a path or a rule reaches a terminal.",
        &[
            "nothing_that_is_found_steers_the_terminal_in_any_format",
            "no_other_command_steers_the_terminal",
            "faults_in_rules_and_settings_quote_nothing_that_steers",
        ],
    ),
    (
        "In JSON they are escaped, so that a program reads them as they were.",
        &["json_gives_back_what_steers_as_it_was"],
    ),
    (
        "No report holds a command for the log of a CI service.",
        &["no_line_of_any_report_is_a_command_of_a_ci_service"],
    ),
    (
        "In SARIF and Markdown, a page's words and path never become a link, mention or heading.",
        &[
            "words_of_a_page_make_no_link_in_sarif",
            "words_of_a_page_make_no_link_mention_or_heading_in_markdown",
        ],
    ),
    ("No cell of a CSV file is a formula.", &["no_cell_for_a_spreadsheet_is_a_formula"]),
    (
        "A diff for a program has a page's exact bytes, except for such commands, since a patch must fit.",
        &["a_diff_for_a_program_is_exact_and_its_names_steer_nothing"],
    ),
    (
        "Nothing on one page hides a finding on another.",
        &["markup_on_one_page_hides_no_missing_space_on_another"],
    ),
    (
        "With `--trust none`, findings that comments, configuration, baseline or ignore files would have hidden are reported, with what would have hidden them.",
        &[
            "what_the_repository_hides_is_reported_with_what_would_hide_it",
            "accepted_wording_words_and_severities_of_the_repository_hide_nothing",
        ],
    ),
    ("With `--no-ignore`, ignore files hide nothing.", &["a_run_can_look_in_spite_of_ignore_files"]),
    (
        "A configuration, baseline, lock file or ignore file that cannot be used ends the run with status 2.",
        &[
            "a_configuration_that_is_not_a_file_is_reported",
            "what_lies_beside_the_settings_and_is_a_device_is_done_without_or_reported",
            "an_ignore_file_that_is_a_device_or_a_pipe_is_reported_and_the_pages_are_checked",
        ],
    ),
    (
        "Pipes and devices are not read, whoever names them.",
        &[
            "pipes_devices_sockets_and_folders_are_reported_where_they_are_named",
            "settings_that_are_pipes_or_devices_end_the_run_at_once",
            "a_list_of_retractions_has_an_end",
        ],
    ),
    (
        "A page, or any other file, may have up to 64 MiB; a larger one is refused before it is read.",
        &["files_without_an_end_are_refused_before_they_are_read"],
    ),
    (
        "If a page has more than 10,000 findings, only part of them are reported, and the report says so.",
        &["a_cap_of_findings_holds_for_each_page_and_for_no_other"],
    ),
    ("Pages that nest or repeat are read in linear time.", &["a_line_of_megabytes_floods_no_terminal"]),
    (
        "Rules and settings that nest endlessly, name each other in circles or grow too large when combined are refused, with their place.",
        &[
            "toml_that_nests_is_refused",
            "regexes_that_explode_are_refused",
            "phrases_that_explode_are_refused",
            "lexicons_that_explode_are_refused",
            "files_that_extend_each_other_without_end_are_refused",
            "a_folder_of_all_the_disk_is_not_a_folder_of_rules",
        ],
    ),
    (
        "The ignore files of a walk may have 20,000 patterns in all, and so may the globs of a configuration.",
        &["a_million_patterns_are_not_compiled", "more_globs_than_anybody_writes_are_refused"],
    ),
    (
        "No baseline is written that would be too large to read again.",
        &["a_baseline_that_no_run_would_read_again_is_not_written"],
    ),
    (
        "If claimlint itself fails on a page, only that page fails, and the others are checked.",
        &["a_fault_of_ours_in_one_page_is_its_failure_and_the_others_are_checked"],
    ),
    (
        "A page that may need more memory than is free is left out and reported, and the others are checked.",
        &["a_page_that_memory_is_too_small_for_is_left_out_and_the_others_are_checked"],
    ),
];

/// The promises in a text: the items of the lists under “What holds”.
fn promises(text: &str) -> Vec<&str> {
    let (_, after) = text.split_once("## What holds\n").unwrap();
    let (section, _) = after.split_once("\n## ").unwrap();
    section.lines().filter_map(|line| line.strip_prefix("- ")).collect()
}

/// The text of all files of a folder that hold tests.
fn code(folder: &Path) -> String {
    let walk = ignore::WalkBuilder::new(folder).build().map(Result::unwrap);
    let files = walk.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"));
    files.map(|entry| std::fs::read_to_string(entry.path()).unwrap()).collect()
}

#[test]
fn every_promise_has_a_test_and_every_test_a_promise() {
    let text = std::fs::read_to_string(project().join("SECURITY.md")).unwrap();
    let listed: Vec<&str> = HOLDS.iter().map(|(promise, _)| *promise).collect();
    assert_eq!(promises(&text), listed);
    let code = [code(&project().join("tests")), code(&project().join("crates/workspace/src"))].concat();
    for (promise, tests) in HOLDS {
        assert!(!tests.is_empty(), "{promise}");
        for test in *tests {
            assert!(
                code.contains(&format!("#[test]\nfn {test}()"))
                    || code.contains(&format!("#[test]\n    fn {test}()")),
                "{test}"
            );
        }
    }
}
