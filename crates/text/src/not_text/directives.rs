//! The tags of Blade and the blocks of Angular, which begin with `@`.

use claimlint_base::source::floor_boundary;

use super::found::Shown;
use super::scan::Scan;

/// No condition is longer, in bytes.
const LONGEST: usize = 2000;

/// Tags of Blade, which may have arguments in round brackets, and the blocks of Angular. A handle such as `@section_nine` has
/// none of these names.
const NAMES: &[&str] = &[
    "append",
    "auth",
    "case",
    "checked",
    "class",
    "component",
    "continue",
    "csrf",
    "dd",
    "default",
    "defer",
    "disabled",
    "dump",
    "each",
    "else",
    "elseif",
    "empty",
    "endauth",
    "endcomponent",
    "endempty",
    "endenv",
    "enderror",
    "endfor",
    "endforeach",
    "endforelse",
    "endguest",
    "endif",
    "endisset",
    "endonce",
    "endphp",
    "endprepend",
    "endproduction",
    "endpush",
    "endsection",
    "endslot",
    "endswitch",
    "endunless",
    "endverbatim",
    "endwhile",
    "env",
    "error",
    "extends",
    "for",
    "foreach",
    "forelse",
    "guest",
    "hasSection",
    "if",
    "include",
    "includeIf",
    "includeWhen",
    "inject",
    "isset",
    "json",
    "lang",
    "let",
    "livewire",
    "loading",
    "method",
    "once",
    "parent",
    "php",
    "placeholder",
    "prepend",
    "production",
    "props",
    "push",
    "section",
    "selected",
    "show",
    "slot",
    "stack",
    "stop",
    "style",
    "switch",
    "unless",
    "verbatim",
    "vite",
    "while",
    "yield",
];

/// Takes a tag of Blade or the head of a block of Angular.
pub fn directive(scan: &mut Scan<'_>, at: usize) -> Option<usize> {
    let text = scan.text;
    let rest = &text[at + 1..];
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).take(LONGEST).count();
    let name = &rest[..length];
    // Inside a tag of HTML it may touch the attribute before it: `name="peel"@if($chosen) checked="checked"@endif>`.
    let is_in_tag = || {
        rest[length..].trim_start_matches(' ').starts_with('(') || name.starts_with("end") || name == "else"
    };
    let is_apart = match text[..at].chars().next_back() {
        Some('"' | '\'') => is_in_tag(),
        before => before.is_none_or(|before| before.is_whitespace() || matches!(before, '>' | '}')),
    };
    if !is_apart {
        return None;
    }
    if !NAMES.contains(&name) || rest[length..].starts_with(['_', '-', '.']) {
        return None;
    }
    let mut end = at + 1 + length;
    let words = text[end..].trim_start_matches([' ', '\t']);
    // `@else if (…)` of Angular.
    let words = words.strip_prefix("if ").filter(|_| name == "else").unwrap_or(words).trim_start();
    if words.starts_with('(') {
        let start = text.len() - words.len();
        end = end_of_arguments(text, start)?;
    }
    let after = text[end..].trim_start();
    if after.starts_with('{') && !after.starts_with("{{") && !after.starts_with("{!!") {
        scan.open_blocks += 1;
        end = text.len() - after.len() + 1;
    }
    if name == "php" && !text[at..end].ends_with(')') {
        end = text[end..].find("@endphp").map_or(end, |close| end + close + "@endphp".len());
    }
    scan.gap(at..end, Shown::Tag)
}

/// One past the bracket that closes the one at a byte; brackets in strings do not count.
fn end_of_arguments(text: &str, at: usize) -> Option<usize> {
    let near = &text[at..floor_boundary(text, at + LONGEST)];
    let (mut depth, mut quote) = (0_usize, None);
    for (index, byte) in near.bytes().enumerate() {
        match (byte, quote) {
            (_, Some(open)) => quote = Some(open).filter(|open| *open != byte),
            (b'"' | b'\'', None) => quote = Some(byte),
            (b'(', None) => depth += 1,
            (b')', None) if depth <= 1 => return Some(at + index + 1),
            (b')', None) => depth -= 1,
            _ => {}
        }
    }
    None
}
