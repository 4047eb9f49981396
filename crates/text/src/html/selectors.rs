//! Selectors that say which elements are not read: `nav`, `.cookie-banner`, `#menu`, `footer.small`, `[role=search]`.
//!
//! They are the simple and compound selectors of CSS (Selectors Level 4), without what depends on other elements: the
//! reader knows one tag at a time.

use std::fmt;

use super::attributes::Attributes;

/// A compound selector: all of its parts must match one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Element(String),
    Class(String),
    Id(String),
    Attribute { name: String, value: Option<String> },
}

/// Why a text is not a selector that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSelector {
    /// What is wrong, and what to write.
    pub message: String,
}

impl fmt::Display for NoSelector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// What the selector may not have, or lacks.
    pub fn parse(text: &str) -> Result<Selector, NoSelector> {
        let whole = text.trim();
        let mut rest = whole;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (part, after) = Part::parse(rest).ok_or_else(|| NoSelector {
                message: format!(
                    "`{whole}` cannot be used: write an element, a .class, an #id or an [attribute=value], such as nav or .cookie-banner"
                ),
            })?;
            parts.push(part);
            rest = after;
        }
        if parts.is_empty() {
            return Err(NoSelector { message: "this selector is empty".to_owned() });
        }
        Ok(Selector { parts })
    }

    /// Whether it matches an element.
    pub fn matches(&self, name: &[u8], attributes: &Attributes) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Element(element) => element == "*" || name.eq_ignore_ascii_case(element.as_bytes()),
            Part::Class(class) => attributes.classes().any(|own| own == class),
            Part::Id(id) => attributes.value(b"id") == Some(id),
            Part::Attribute { name, value } => attributes
                .get(name.as_bytes())
                .is_some_and(|own| value.as_ref().is_none_or(|value| own.value.trim() == value)),
        })
    }
}

impl Part {
    /// The part at the front, and the rest.
    fn parse(text: &str) -> Option<(Part, &str)> {
        if let Some(inside) = text.strip_prefix('[') {
            let (attribute, rest) = inside.split_once(']')?;
            let (name, value) = match attribute.split_once('=') {
                Some((name, value)) => (name, Some(value.trim().trim_matches(['"', '\'']).to_owned())),
                None => (attribute, None),
            };
            let name = name.trim().to_ascii_lowercase();
            return is_name(&name).then_some((Part::Attribute { name, value }, rest));
        }
        let (sign, name) = match text.chars().next()? {
            sign @ ('.' | '#') => (Some(sign), &text[1..]),
            _ => (None, text),
        };
        let end = name.find(['.', '#', '[']).unwrap_or(name.len());
        let (name, rest) = name.split_at(end);
        let is_any = sign.is_none() && name == "*";
        if !is_name(name) && !is_any {
            return None;
        }
        let name = name.to_owned();
        let part = match sign {
            Some('.') => Part::Class(name),
            Some(_) => Part::Id(name),
            None => Part::Element(name),
        };
        Some((part, rest))
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_holds_of_the_elements_that_css_would_give_it() {
        let mut attributes = Attributes::default();
        for (name, value) in [("class", "cookie-banner small"), ("id", "top"), ("role", "dialog")] {
            attributes.add(name.as_bytes());
            attributes.set_value(value.as_bytes(), 0..0);
        }
        let holds = |selector: &str| Selector::parse(selector).unwrap().matches(b"div", &attributes);
        for selector in
            ["div", ".small", "div.cookie-banner.small", "#top", "[role]", "[role=\"dialog\"]", "*"]
        {
            assert!(holds(selector), "{selector}");
        }
        for selector in ["nav", ".big", "div.big", "#bottom", "[role=search]"] {
            assert!(!holds(selector), "{selector}");
        }
        for broken in ["", "div p", "a > b", "a:hover", ".", "[x", "a,b"] {
            assert!(Selector::parse(broken).is_err(), "{broken}");
        }
    }
}
