//! Classes of words in the rule files of a house: `<noun:plural>` finds plurals, and only those.

use crate::common::Folder;

/// A file with one rule that looks for some phrases.
fn rule(phrases: &str) -> String {
    format!(
        "
        [pack]
        name = 'own'
        [[rule]]
        id = 'own-word'
        kind = 'phrase'
        category = 'typo'
        severity = 'warning'
        message = '“{{match}}” cannot stand'
        why = 'It is a test.'
        help = 'Leave it out.'
        phrases = [{phrases}]
        examples.flag = ['[[One]].', '[[Two]].']
        examples.pass = ['One.', 'Two.']
        "
    )
}

/// The words that a rule finds in a text, without small ones such as "is" at their end.
fn found(rule: &str, text: &str) -> Vec<String> {
    let folder = Folder::new().file("own.toml", rule).file("a.md", text);
    let run = folder.run(&["check", "--format", "json", "--rules", "own.toml", "--select", "own"]);
    assert_eq!(run.err, "");
    run.diagnostics().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_class_finds_the_words_that_can_be_so_and_no_others() {
    let text = "Some serums, some glow, some use, some children, some sera, some quickly, some SERUMS.\n";
    assert_eq!(
        found(&rule("'some <noun:plural>'"), text),
        ["Some serums", "some children", "some sera", "some SERUMS"]
    );
    assert_eq!(found(&rule("'it <verb:third>'"), "It firms. It firm. It is.\n"), ["It firms", "It"]);
    assert_eq!(
        found(&rule("'the <person> (of|from)'"), "The surgeon of choice, the serum of choice.\n"),
        ["The surgeon"]
    );
}

#[test]
fn only_leaves_out_words_that_can_be_something_else() {
    let text = "They improve. They peel. They sheds.\n";
    assert_eq!(found(&rule("'they <only:verb:base>'"), text), ["They improve"]);
    assert_eq!(found(&rule("'they <verb:base>'"), text), ["They improve", "They peel"]);
}

#[test]
fn a_noun_phrase_is_a_noun_with_what_belongs_to_it() {
    let phrases = rule("'^ <noun-phrase:singular> are'");
    assert_eq!(
        found(&phrases, "The cost are high.\n\nA new brightening serum are here.\n\nThe costs are high.\n"),
        ["The cost", "A new brightening serum"]
    );
}

#[test]
fn a_list_may_take_a_class_in() {
    let list = "[lexicon]\nowned = ['gua sha', '<noun:singular>']\n";
    let rule = rule("'my <owned> stone'").replace("[[rule]]", &format!("{list}\n[[rule]]"));
    let text = "My gua sha stone, my jade stone, my stones stone, my very stone.\n";
    assert_eq!(found(&rule, text), ["My gua sha stone", "my jade stone"]);
}

#[test]
fn words_that_a_list_and_a_class_hold_are_found_by_both() {
    let list = "[lexicon]\nowned = ['serums', 'glassy']\n";
    let rule =
        rule("'my <owned>', 'my best <noun:plural>'").replace("[[rule]]", &format!("{list}\n[[rule]]"));
    let text = "My serums, my glassy skin, my best serums, my best toners, my best glassy look.\n";
    assert_eq!(found(&rule, text), ["My serums", "my glassy", "my best serums", "my best toners"]);
}

#[test]
fn a_replacement_asks_for_another_form_of_the_word_of_a_class() {
    let rule = "
        [pack]
        name = 'own'
        [[rule]]
        id = 'own-form'
        kind = 'replace'
        category = 'typo'
        severity = 'warning'
        message = '“{match}” for “{right}”'
        why = 'It is a test.'
        help = 'Leave it out.'
        examples.flag = ['It can [[improves]].', 'It can [[fades]].', 'These [[serum]].', 'Those [[child]].', 'To [[took]].']
        examples.pass = ['It can improve.', 'These serums.']
        [rule.replace]
        '(can|will) [[<verb:third>]]' = '<verb:base>'
        '(these|those) [[<noun:singular>]]' = '<noun:plural>'
        'to [[<only:verb:past>]]' = '<verb:base>'
    ";
    let folder = Folder::new()
        .file("own.toml", rule)
        .file("a.md", "It can Improves. These child will carries. To took.\n");
    let tested = folder.run(&["rules", "test", "own.toml"]);
    assert_eq!((tested.status, tested.err.as_str()), (0, ""), "{}", tested.out);
    folder.run(&["check", "--fix", "--rules", "own.toml", "--select", "own", "a.md"]);
    let fixed = folder.read("a.md");
    assert_eq!(fixed, "It can Improve. These children will carry. To take.\n");
}

/// A file with a list, and one rule that looks for its entries behind "they".
fn with_list(entries: &str) -> String {
    format!("{}\n[lexicon]\nends = [{entries}]\n", rule("'they <ends>'"))
}

#[test]
fn a_list_may_ask_for_all_forms_of_a_verb_or_a_noun() {
    let text = "They erase it. They erased it. They erasing it. They got rid of it. They frown line. They frown lines. They erasers.\n";
    let list = with_list("'erase:verb', 'get:verb rid of', 'frown line:noun'");
    let all =
        ["They erase", "They erased", "They erasing", "They got rid", "They frown line", "They frown lines"];
    assert_eq!(found(&list, text), all);
}

#[test]
fn forms_that_the_table_does_not_have_are_a_fault_at_the_entry() {
    let list = with_list("'glow', 'erases:verb', 'soft:adjective'");
    let run = Folder::new().file("own.toml", &list).run(&["rules", "test", "own.toml"]);
    assert_eq!(run.status, 2);
    for part in [
        "'erases:verb'",
        "does not have this noun or verb",
        "'soft:adjective'",
        "only the forms of a noun or a verb",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}
