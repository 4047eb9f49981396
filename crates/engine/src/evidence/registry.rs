//! What the registries of papers and trials have, and what that says about an article: does a source exist, is it the
//! paper that the article says, was it retracted?
//!
//! Nothing here goes online: `collect` finds what an article cites, `lock` keeps what the registries answered, `agree`
//! compares. Asking them is for the crate `claimlint-verify`.

mod agree;
pub mod collect;
mod id;
pub mod lock;
mod record;
mod verdict;

pub use agree::{Difference, PaperAsCited};
pub use id::{RegistryId, RegistryIdKind};
pub use record::{Answer, Notice, NoticeKind, Record};
pub use verdict::{Verdict, judge};
