//! Which of the rules a command uses, as its options say: `--select`, `--ignore` and `--market`.

use claimlint_base::toml_fault::did_you_mean;
use claimlint_rules::selection::Step;
use claimlint_rules::{Library, Market, Selection};
use claimlint_workspace::config::selectable;

use super::failure::Failure;

/// The options that choose rules.
#[derive(Debug, clap::Args)]
pub struct RuleChoice {
    /// Use only these rules, categories or packs, separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave out these rules, categories or packs, separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    ignore: Vec<String>,
    #[command(flatten)]
    markets: MarketChoice,
}

/// The option that chooses markets.
#[derive(Debug, clap::Args)]
pub struct MarketChoice {
    /// The markets where the pages are published, instead of those in the configuration, separated by commas: eu, uk, us,
    /// ca, au, de, fr
    #[arg(long, value_name = "MARKETS", value_delimiter = ',', value_parser = market)]
    market: Vec<Market>,
}

impl MarketChoice {
    /// The rules that the configuration selects, for the markets that the command line names.
    pub fn narrow(&self, mut selection: Selection) -> Selection {
        if let Some(markets) = self.named() {
            selection.steps.push(Step { markets: Some(markets), ..Step::default() });
        }
        selection
    }

    /// The markets that the command line names, if it names any.
    pub fn named(&self) -> Option<Vec<Market>> {
        (!self.market.is_empty()).then(|| self.market.clone())
    }
}

/// What is said where no rule is left.
pub const NO_RULE: &str = "no rule is left to run: everything selected is also ignored. `claimlint config show` shows the \
                           settings";

impl RuleChoice {
    /// The rules that the configuration selects, narrowed as the command line says.
    pub fn narrow(&self, mut selection: Selection) -> Selection {
        let select = (!self.select.is_empty()).then(|| self.select.clone());
        let markets = self.markets.named();
        selection.steps.push(Step { select, ignore: self.ignore.clone(), markets, ..Step::default() });
        selection
    }

    /// Looks for names that no rule, category or pack has.
    ///
    /// # Errors
    /// The first such name.
    pub fn check_names(&self, library: &Library) -> Result<(), Failure> {
        let known = selectable(library);
        let Some(unknown) = self.select.iter().chain(&self.ignore).find(|name| !known.contains(name)) else {
            return Ok(());
        };
        if unknown.is_empty() {
            let message = "a name is missing in --select or --ignore: before, between or after commas";
            return Err(Failure::Message(message.into()));
        }
        let help = did_you_mean(unknown, known.iter().map(String::as_str)).unwrap_or_else(|| {
            "`claimlint rules` lists the rules with their categories and packs".to_owned()
        });
        Err(Failure::Message(format!("there is no rule, category or pack `{unknown}`; {help}")))
    }
}

/// The market that a name on the command line means.
fn market(name: &str) -> Result<Market, String> {
    Market::named(name).ok_or_else(|| {
        let names = || Market::ALL.iter().map(|market| market.name());
        let all = || format!("the markets are {}", names().collect::<Vec<_>>().join(", "));
        format!("there is no market `{name}`; {}", did_you_mean(name, names()).unwrap_or_else(all))
    })
}
