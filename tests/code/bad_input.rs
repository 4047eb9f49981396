//! Code that is broken, packed, or deeper than anybody writes: told with its place, and the rest is read.

use super::{check, component, words};
use crate::common::Folder;

const CLAIM: &str = "<p>It is the most powerful peel.</p>";

#[test]
fn a_fault_is_told_with_its_place_and_what_is_before_and_after_it_is_read() {
    for (fault, line) in [
        ("const b = ;", 6),
        ("const b = = <p>x</p>;", 6),
        ("function (", 6),
        ("const b = <p>} a</p>;", 6),
        ("const b = { a: };", 6),
        ("let 5 = a b c;", 6),
    ] {
        let text = format!("{}{fault}\n{}", component(CLAIM), component(CLAIM));
        let run = check("a.tsx", &text);
        let found = run.diagnostics();
        assert_eq!(found.len(), 2, "{fault}: {run:?}");
        let errors = run.errors();
        assert_eq!(errors.len(), 1, "{fault}: {errors:?}");
        assert!(errors[0].contains("cannot be read as JavaScript, TypeScript or JSX"), "{errors:?}");
        assert!(errors[0].starts_with(&format!("a.tsx: line {line}, ")), "{fault}: {errors:?}");
    }
}

#[test]
fn what_is_cut_off_is_read_as_far_as_it_goes() {
    let text = component(&format!("<div>{CLAIM}<p>It is for the the face.</p></div>"));
    for end in (0..text.len()).step_by(7) {
        let run = check("a.tsx", &text[..end]);
        assert!(run.status <= 2, "{run:?}");
    }
    assert_eq!(words("a.tsx", &text[..text.len() - 20]).len(), 2);
}

#[test]
fn depth_is_no_danger() {
    let deep = 10_000;
    let nested = |open: &str, inside: &str, close: &str| {
        let (open, close) = (format!("{open}\n"), format!("{close}\n"));
        format!("{CLAIM};\nconst a = {}{inside}{};\n", open.repeat(deep), close.repeat(deep))
    };
    for text in [
        nested("<b>", "x", "</b>"),
        nested("<b>{", "x", "}</b>"),
        nested("<A b={", "x", "} />"),
        nested("(", "x", ")"),
        nested("{a: ", "1", "}"),
        nested("[", "1", "]"),
        nested("a ? ", "b", " : c"),
        nested("`${", "x", "}`"),
        nested("'a' + (", "'b'", ")"),
        nested("<p>{a && ", "b", "}</p>"),
        nested("<b>", "x", ""),
        nested("(", "x", ""),
        nested("`${", "x", ""),
        nested("<A b={<p>", "x", ""),
        format!("{CLAIM};\nconst a = <p>{{{}'x'}}</p>;\n", "'a' +\n".repeat(deep)),
        format!("{CLAIM};\nconst a = <p>{{{}'x'}}</p>;\n", "a ? 'b' :\n".repeat(deep)),
        format!("{CLAIM};\nconst a = {}x;\n", "a.b(\n".repeat(deep)),
    ] {
        let folder = Folder::new()
            .file("a.tsx", &text)
            .file("b.js", &text)
            .file("claimlint.toml", "[[content]]\nfiles = [\"b.js\"]\nkeys = { \"**.a\" = \"plain\" }\n");
        let run = folder.run(&["check", "--format", "json"]);
        let start: String = text.chars().skip(CLAIM.len()).take(40).collect();
        assert!(run.status == 1 || run.status == 2, "{start}: {}", run.err);
        assert!(!run.diagnostics().is_empty(), "{start}: {run:?}");
    }
}

#[test]
fn code_that_is_packed_for_browsers_is_left_out() {
    let packed = "const a=(e,t)=>e?t:<p>Teh</p>;function b(e){return e.map((t=>t.c))}for(;;)a(b(5)||c.d[7]);"
        .repeat(400);
    let folder = Folder::new().file("dist.jsx", &packed).file("a.jsx", component(CLAIM));
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.diagnostics().len(), 1, "{run:?}");
    let folder = folder
        .file("b.js", &packed)
        .file("claimlint.toml", "[[content]]\nfiles = [\"b.js\"]\nkeys = { \"**.a\" = \"plain\" }\n");
    let run = folder.run(&["check", "b.js"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("packed for browsers") || run.out.contains("packed for browsers"), "{run:?}");
}

#[test]
fn code_that_is_too_large_is_refused_and_said_so() {
    let large = format!("{}{}", component(CLAIM), "// a line of a comment that goes on\n".repeat(240_000));
    let errors = check("a.tsx", &large).errors();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("more than 8 MiB"), "{errors:?}");
}
