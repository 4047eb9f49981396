//! Markets whose law a rule may rest on, kinds of page on which a norm may hold, and how far a companion reaches.
//!
//! Which markets a run is for is decided in `selection`, what follows from it for a rule in `applying`.

use std::ops::{BitOr, BitOrAssign, Sub};

use claimlint_base::named_enum;

named_enum! {
    /// Where copy is published, as far as rules know the law there.
    pub enum Market {
        /// The European Union.
        Eu = "eu",
        /// The United Kingdom.
        Uk = "uk",
        /// The United States.
        Us = "us",
        /// Canada.
        Ca = "ca",
        /// Australia.
        Au = "au",
        /// Germany, where the law of the Union holds as well.
        De = "de",
        /// France, where the law of the Union holds as well.
        Fr = "fr",
    }
}

impl Market {
    /// The market that a name means.
    pub fn named(name: &str) -> Option<Market> {
        Market::ALL.iter().copied().find(|market| market.name() == name)
    }

    /// Where it is, as a sentence has it.
    pub fn place(self) -> &'static str {
        match self {
            Market::Eu => "in the EU",
            Market::Uk => "in the UK",
            Market::Us => "in the US",
            Market::Ca => "in Canada",
            Market::Au => "in Australia",
            Market::De => "in Germany",
            Market::Fr => "in France",
        }
    }

    /// No other than it.
    pub fn alone(self) -> Markets {
        Markets(1 << self as u8)
    }

    /// The markets whose law holds in it: its own, and in members of the Union that of the Union.
    pub fn law(self) -> Markets {
        let own = self.alone();
        match self {
            Market::De | Market::Fr => own | Market::Eu.law(),
            Market::Eu | Market::Uk | Market::Us | Market::Ca | Market::Au => own,
        }
    }
}

/// Some markets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Markets(u8);

impl Markets {
    /// All of them.
    pub fn all() -> Markets {
        Market::ALL.iter().copied().collect()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one is among them.
    pub fn has(self, market: Market) -> bool {
        self.0 & (1 << market as u8) != 0
    }

    /// Whether the two have one in common.
    pub fn meets(self, other: Markets) -> bool {
        self.0 & other.0 != 0
    }

    /// The same, in order.
    pub fn iter(self) -> impl Iterator<Item = Market> {
        Market::ALL.iter().copied().filter(move |market| self.has(*market))
    }
}

impl FromIterator<Market> for Markets {
    fn from_iter<I: IntoIterator<Item = Market>>(markets: I) -> Markets {
        Markets(markets.into_iter().fold(0, |all, market| all | 1 << market as u8))
    }
}

impl BitOr for Markets {
    type Output = Markets;

    fn bitor(self, other: Markets) -> Markets {
        Markets(self.0 | other.0)
    }
}

impl BitOrAssign for Markets {
    fn bitor_assign(&mut self, other: Markets) {
        self.0 |= other.0;
    }
}

impl Sub for Markets {
    type Output = Markets;

    fn sub(self, other: Markets) -> Markets {
        Markets(self.0 & !other.0)
    }
}

/// "in the US, the UK and Canada", in the order in which they come, each once.
pub fn places(markets: impl IntoIterator<Item = Market>) -> String {
    let mut named: Vec<&str> = Vec::new();
    for market in markets {
        let name = market.place().trim_start_matches("in ");
        if !named.contains(&name) {
            named.push(name);
        }
    }
    match named.as_slice() {
        [] => String::new(),
        [one] => format!("in {one}"),
        [others @ .., last] => format!("in {} and {last}", others.join(", ")),
    }
}

named_enum! {
    /// What a page is for. Some norms hold on some kinds of page only.
    pub enum PageKind {
        /// Sells a product.
        Product = "product",
        /// Describes a treatment or procedure that readers can book.
        Procedure = "procedure",
        /// Informs: an article, a guide.
        Blog = "blog",
        /// Advertises: a landing page, a post, a mailing.
        Advertisement = "advertisement",
    }
}

named_enum! {
    /// How near the words of a companion rule their companions must be.
    pub enum Within {
        /// In the same paragraph, list item or heading.
        Block = "block",
        /// Under the same heading.
        Section = "section",
        /// Anywhere on the page.
        Document = "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_of_the_union_holds_in_its_members() {
        assert!(Market::De.law().has(Market::Eu) && !Market::Eu.law().has(Market::De));
        assert_eq!(Market::Fr.law(), Markets::from_iter([Market::Eu, Market::Fr]));
    }

    #[test]
    fn places_are_named_once_each() {
        assert_eq!(places([]), "");
        assert_eq!(places([Market::Us]), "in the US");
        assert_eq!(places([Market::Us, Market::Uk, Market::Us, Market::Ca]), "in the US, the UK and Canada");
    }
}
