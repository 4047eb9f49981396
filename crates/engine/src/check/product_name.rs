//! Names of products in a shop: what stands alone right before its price, as in `<h6>Glow Flawless Base</h6><p>£12</p>`.
//!
//! Names claim nothing, and their makers chose the spelling. Names inside sentences are for `authorship` and the masks.

use claimlint_data::words::names;
use claimlint_text::{Block, Document};

/// The name of a product has at most this many bytes.
const LONGEST_NAME: usize = 200;

/// A price has at most this many bytes.
const LONGEST_PRICE: usize = 48;

/// Between a name and its price a brand or a rating may stand.
const BLOCKS_BEFORE_PRICE: usize = 2;

/// Signs of money.
const MONEY: [char; 6] = ['$', '\u{20AC}', '\u{A3}', '\u{20B9}', '\u{A5}', '\u{20A6}'];

/// Whether a block is the name of a product, and its price follows.
pub fn is_before_price(document: &Document, block: &Block) -> bool {
    let name = document.words_of(block.span).trim();
    if name.len() > LONGEST_NAME || name.ends_with(['.', '!', '?', ':']) {
        return false;
    }
    let blocks = document.blocks();
    let own = blocks.partition_point(|other| other.span.start() <= block.span.start());
    let mut following = blocks[own..].iter().take(BLOCKS_BEFORE_PRICE);
    following.any(|next| is_price(document.small_words_of(next.span).trim()))
}

/// Whether a text is a price and hardly more: "£12.00", "from Rs. 499", "was $30 now $25".
fn is_price(text: &str) -> bool {
    let mut words = text.split(|sign: char| !sign.is_alphanumeric());
    text.len() <= LONGEST_PRICE
        && text.contains(|sign: char| sign.is_ascii_digit())
        && (text.starts_with(MONEY)
            || text.ends_with(MONEY)
            || text.starts_with("from ") && text.contains(MONEY)
            || words.any(|word| names::CURRENCIES.contains(word)))
}
