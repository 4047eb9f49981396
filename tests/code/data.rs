//! Copy that code keeps in lists and objects: read by `[[content]]`, with the keys that JSON would have.

use serde_json::Value;

use crate::common::{Folder, Run};

fn folder(name: &str, text: &str, keys: &str) -> Folder {
    Folder::new()
        .file(name, text)
        .file("claimlint.toml", format!("[[content]]\nfiles = [\"{name}\"]\nkeys = {{ {keys} }}\n"))
}

/// The words that are found, each with its record and key.
fn found(run: &Run) -> Vec<(String, Value, Value)> {
    let words = |one: &Value| one["text"].as_str().unwrap().to_owned();
    run.diagnostics().iter().map(|one| (words(one), one["record"].clone(), one["key"].clone())).collect()
}

#[test]
fn lists_and_objects_are_records_wherever_they_stand() {
    for text in [
        "export const peels = [{ id: 'oat', title: 'It is teh peel' }];",
        "const peels: Peel[] = [{ id: 'oat', title: 'It is teh peel' } as Peel];\nexport default peels;"
            .replace(" as Peel", "")
            .as_str(),
        "module.exports = { peels: 5, id: 'oat', title: `It is teh peel` };",
        "export default Object.freeze([{ id: \"oat\", 'title': \"It is teh peel\" }] as const);",
        "export function peels() {\n  return [{ id: 'oat', title: ('It is ' + 'teh peel') }];\n}",
        "import a from './teh';\nexport const peels = [...a, { id: 'oat', ...a[0], title: 'It is teh peel', price: -5 }] satisfies Peel[];",
    ] {
        let run = folder("a.ts", text, "title = \"plain\"").run(&["check", "--format", "json"]);
        let expected = ("teh".to_owned(), Value::from("id=oat"), Value::from("title"));
        assert_eq!(found(&run), [expected], "{text}");
        assert_eq!(run.errors(), [""; 0], "{text}");
    }
}

#[test]
fn only_the_texts_of_named_keys_are_read() {
    let text = "const teh = 'teh';\nexport const peels = [\n  {\n    title: 'Oat peel',\n    slug: 'teh-peel',\n    [teh]: 'teh',\n    teh() { return { title: 'teh' } },\n    make: () => ({ title: 'It is teh peel' }),\n    text: t('teh'),\n    note: sql`teh`,\n  },\n];\n";
    let run = folder("a.js", text, "title = \"plain\", text = \"plain\", note = \"plain\"")
        .run(&["check", "--format", "json"]);
    assert_eq!(found(&run), [], "{run:?}");
}

#[test]
fn a_record_without_a_name_is_called_by_its_list() {
    let text = "export const faq = [{ answer: 'Yes' }, { answer: 'It is teh peel' }];\nexport const hero = { answer: 'It is teh peel' };\n";
    let run = folder("a.js", text, "answer = \"plain\"").run(&["check", "--format", "json"]);
    let records: Vec<Value> = found(&run).into_iter().map(|(_, record, _)| record).collect();
    assert_eq!(records, ["faq item 2", "hero"]);
}

#[test]
fn a_value_in_a_template_is_not_known_and_no_phrase_goes_across_it() {
    let text = "export default { a: `It is the most ${name} powerful peel.`, b: 'the most ' + name + ' powerful', c: `It is teh ${name}.` };";
    let run = folder("a.js", text, "\"*\" = \"plain\"").run(&["check", "--format", "json"]);
    assert_eq!(found(&run).into_iter().map(|(words, ..)| words).collect::<Vec<_>>(), ["teh"]);
}

#[test]
fn fixes_keep_the_quotation_marks_and_escape_for_them() {
    let text = "export default { a: 'It\\'s teh peel.', b: \"It is teh \\u0070eel.\", c: `It is teh \\`peel\\` ${name}.`, d: 'It is ' + \"teh peel.\" };\n";
    let folder = folder("a.js", text, "\"*\" = \"plain\"");
    let run = folder.run(&["check", "--fix"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(folder.read("a.js"), text.replace("teh", "the"));
}

#[test]
fn a_file_with_elements_and_data_is_read_as_both() {
    let text = "const faq = [{ q: 'It is teh peel', n: <b>It is the most powerful peel</b> }];\nexport default () => <p>It is for the the face.</p>;\n";
    let folder = folder("a.jsx", text, "q = \"plain\"");
    let run = folder.run(&["check", "--format", "json"]);
    let words: Vec<String> = found(&run).into_iter().map(|(words, ..)| words).collect();
    assert_eq!(words, ["teh", "the most powerful peel", "the the"]);
    folder.run(&["check", "--fix"]);
    let after = text.replace("teh", "the").replace("the the", "the");
    assert_eq!(folder.read("a.jsx"), after);
}

#[test]
fn a_fault_in_the_code_is_told_and_the_rest_is_read() {
    let text = "export const a = [{ title: 'It is teh peel' }];\nexport const b = [{ title: = }];\nexport const c = [{ title: 'It is teh peel' }];\n";
    let run = folder("a.js", text, "title = \"plain\"").run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.errors().len(), found(&run).len()), (2, 1, 2), "{run:?}");
}

#[test]
fn what_customers_say_in_data_is_no_claim_of_the_house() {
    let text = "export const testimonials = [{ author: 'Ann', text: 'I love it, the best peel in the world' }];\n\
        export const pages = [{ text: 'It is the best peel in the world', reviews: [{ text: 'It is the best peel in the world' }] }];\n";
    let folder = folder("a.js", text, "text = \"plain\", \"reviews[].text\" = \"plain\"");
    let words: Vec<String> =
        found(&folder.run(&["check", "--format", "json"])).into_iter().map(|(words, ..)| words).collect();
    assert_eq!(words, ["the best peel in the world"]);
    let sheet = folder.run(&["claims", "--format", "json"]).json();
    assert_eq!(sheet["files"][0]["claims"].as_array().unwrap().len(), 1);
}

#[test]
fn init_proposes_one_entry_for_files_that_lie_side_by_side() {
    let mut folder = Folder::new().file("a.md", "We open at nine.\n");
    for name in ["peel", "wax", "massage"] {
        let text = format!(
            "export const {name} = {{ title: 'It is made of oats', steps: [{{ text: 'Wait for an hour' }}] }};"
        );
        folder = folder.file(&format!("src/content/services/{name}.ts"), &text);
    }
    assert!(folder.run(&["init"]).out.contains("it proposes 1 [[content]] entry"));
    let text = folder.read("claimlint.toml");
    let entry = "# files = [\"src/content/services/*.ts\"]\n# keys = { \"steps[].text\" = \"plain\", \"title\" = \"plain\" }\n";
    assert!(text.contains(entry), "{text}");
}

#[test]
fn what_init_proposes_for_a_site_of_components_is_a_configuration_that_works() {
    let text = "export const peels = [{ title: 'Soap from oats and rain' }];\nexport default () => <p>Wait for an hour or so.</p>;\n";
    let folder = Folder::new()
        .file("src/data/peels.js", text)
        .file("src/data/waxes.ts", "export const waxes = { title: 'Soap from oats and rain' };\n")
        .file("src/admin/peels.tsx", text)
        .file("a.md", "We open at nine.\n");
    folder.run(&["init"]);
    let text = folder.read("claimlint.toml");
    let (before, proposed) = text.split_once("match what your pages show.").unwrap_or((&text, ""));
    // What the staff sees is no copy, and needs no entry.
    assert!(!proposed.contains("admin"), "{proposed}");
    let entries = proposed.lines().map(|line| match line.starts_with("# [[") || line.contains(" = ") {
        true => line.trim_start_matches("# "),
        false => "",
    });
    folder.write("claimlint.toml", before.to_owned() + "\n" + &entries.collect::<Vec<_>>().join("\n"));
    let run = folder.run(&["check"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.err);
}

#[test]
fn init_proposes_entries_for_lists_of_javascript() {
    let folder = Folder::new()
        .file("src/data/peels.js", "export const peels = [{ id: 5, title: 'Soap from oats and rain', faq: [{ answer: '<p>It is made of oats.</p>' }] }];")
        .file("src/data/peels.test.js", "test({ title: 'Soap from oats and rain' });")
        .file("src/routes.js", "export default [{ title: 'Soap from oats and rain' }];")
        .file("src/data/colours.ts", "export const colours = { title: '#fff' };")
        .file("a.md", "We open at nine.\n");
    let run = folder.run(&["init"]);
    assert!(run.out.contains("it proposes 1 [[content]] entry"), "{}", run.out);
    let text = folder.read("claimlint.toml");
    let entry =
        "# files = [\"src/data/peels.js\"]\n# keys = { \"faq[].answer\" = \"html\", title = \"plain\" }\n";
    assert!(text.replace("\"title\"", "title").contains(entry), "{text}");
    // They are code, and not counted as files that were left out.
    assert!(!folder.run(&["check"]).out.contains("not read"));
}
