//! A sentence in which slips are looked for, and what is asked of its words.

use std::cell::{Cell, OnceCell, RefCell};

use claimlint_base::source::end_of;
use claimlint_base::span::Span;
use claimlint_data::words::english;
use claimlint_rules::dictionary::Dictionary;
use claimlint_rules::tokens::{Token, TokenKind};
use claimlint_rules::vocabulary::WordId;
use claimlint_text::{Block, BlockKind, Document, is_site_or_file};

use super::memory::Memory;
use super::roles::Roles;

/// The sign for what is not text.
pub const OBJECT_SIGN: char = '\u{FFFC}';

/// So far from a sentence, in bytes before it and letters after it, a word is beside it.
const LONGEST_BESIDE: usize = 256;

/// Filler text shows by two of its words among this many before a word, and as many after it.
const WORDS_OF_FILLER: usize = 10;

/// A sentence with this many commas that have a space before them is a list whose maker parts them so.
const SPACED_LIST: usize = 8;

/// A sentence in which slips are looked for.
pub struct Line<'d> {
    /// Its document.
    pub document: &'d Document,
    /// Which words there are.
    pub dictionary: &'d Dictionary,
    /// What is known about words.
    pub memory: RefCell<&'d mut Memory>,
    /// Its block.
    pub block: &'d Block,
    /// Its bytes in the document's text.
    pub sentence: Span,
    /// Its tokens.
    pub tokens: &'d [Token],
    /// Which of their numbers stand for one word each: those below.
    pub first_shared: WordId,
    /// Whether what is around the sentence had a part in what was found or not found in it.
    surroundings_matter: Cell<bool>,
    /// Whether it is a list whose commas have a space before them, once somebody has asked.
    is_spaced_list: OnceCell<bool>,
    /// Its quotation marks, where it has two, once somebody has asked.
    two_quotation_marks: OnceCell<Option<(usize, usize)>>,
    /// What each token can be, once somebody has asked of one.
    roles: OnceCell<Box<[Roles]>>,
}

impl<'d> Line<'d> {
    /// A sentence of a block with its tokens, and the first number that several words share.
    pub fn new(
        document: &'d Document,
        block: &'d Block,
        sentence: Span,
        (tokens, first_shared): (&'d [Token], WordId),
        dictionary: &'d Dictionary,
        memory: &'d mut Memory,
    ) -> Line<'d> {
        let (memory, surroundings_matter) = (RefCell::new(memory), Cell::new(false));
        let (is_spaced_list, two_quotation_marks, roles) = Default::default();
        Line {
            document,
            dictionary,
            memory,
            block,
            sentence,
            tokens,
            first_shared,
            surroundings_matter,
            is_spaced_list,
            two_quotation_marks,
            roles,
        }
    }

    /// Whether the same words would be judged alike wherever they are alone.
    pub fn rests_on_its_words(&self) -> bool {
        !self.surroundings_matter.get()
    }

    /// Whether the sentence is a list nearly all of whose commas, and many, have a space before them. Every comma asks.
    pub fn is_spaced_list(&self) -> bool {
        *self.is_spaced_list.get_or_init(|| {
            let words = self.document.words_of(self.sentence);
            let spaced = words.matches(" ,").count();
            spaced >= SPACED_LIST && spaced * 4 >= words.matches(',').count() * 3
        })
    }

    /// Which tokens are its quotation marks, where it has two and no more. Every such mark asks.
    pub fn two_quotation_marks(&self) -> Option<(usize, usize)> {
        *self.two_quotation_marks.get_or_init(|| {
            let mut marks = (0..self.tokens.len()).filter(|at| self.word(*at) == "\"");
            let two = marks.next().zip(marks.next());
            two.filter(|_| marks.next().is_none())
        })
    }

    /// Whether it is in a paragraph or an item of a list, where sentences are.
    pub fn is_prose(&self) -> bool {
        matches!(self.block.kind, BlockKind::Paragraph | BlockKind::ListItem)
    }

    /// Whether it is where sentences are, what is quoted and the description of a page included.
    pub fn is_running_text(&self) -> bool {
        self.is_prose()
            || matches!(self.block.kind, BlockKind::Quote | BlockKind::Description | BlockKind::Note)
    }

    /// Whether it is prose and has the stop with which a sentence ends.
    pub fn is_whole_sentence(&self) -> bool {
        let words = self.document.words_of(self.sentence).trim_end_matches([' ', '"', ')']);
        self.is_running_text() && words.ends_with(['.', '!', '?'])
    }

    /// What a token can be in the sentence; nothing, where it is no word. Every slip of grammar asks of nearly every word.
    pub fn roles(&self, index: usize) -> Roles {
        let roles = self.roles.get_or_init(|| {
            let memory = &mut **self.memory.borrow_mut();
            let of_token = |(index, token): (usize, &Token)| match token.kind {
                TokenKind::Word => memory.roles(token.word, self.first_shared, || self.small(index)),
                _ => Roles::default(),
            };
            self.tokens.iter().enumerate().map(of_token).collect()
        });
        roles.get(index).copied().unwrap_or_default()
    }

    /// Says that what is around the sentence has a part in the answer.
    pub fn looks_around(&self) {
        self.surroundings_matter.set(true);
    }

    /// Whether some words touch for a reader: between them is no more than the end or the beginning of emphasis or a link.
    pub fn touch(&self, words: Span) -> bool {
        let touch = self.document.is_unbroken_but_for_markup(words);
        if !touch || !self.document.is_unbroken(words) {
            self.looks_around();
        }
        touch
    }

    /// The words of a token, as they are.
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.document.words_of(token.span()))
    }

    /// The words of a token in small letters of ASCII.
    pub fn small(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.document.small_words_of(token.span()))
    }

    /// The bytes of a token; after the last one, the end of the sentence.
    pub fn span(&self, index: usize) -> Span {
        self.tokens.get(index).map_or(Span::at(self.sentence.end()), Token::span)
    }

    /// Whether a token is letters and nothing else.
    pub fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Word)
            && self.word(index).chars().all(|sign| sign.is_alphabetic() || sign == '\'')
    }

    /// Whether a token is letters and the dictionary has them.
    pub fn is_known(&self, index: usize) -> bool {
        self.is_word(index) && self.knows(self.word(index))
    }

    /// Whether there is one space between two words, and nothing else: no apostrophe, which is not a token.
    pub fn is_space(&self, between: std::ops::Range<usize>) -> bool {
        self.document.text().get(between) == Some(" ")
    }

    /// Whether the same is between a token and the next one.
    pub fn has_space_after(&self, index: usize) -> bool {
        self.is_space(self.span(index).end()..self.span(index + 1).start())
    }

    /// Whether a hyphen joins a token to the word before it.
    pub fn is_behind_hyphen(&self, index: usize) -> bool {
        let before = &self.document.text()[..self.span(index).start()];
        before.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric))
    }

    /// Whether a token is letters that the dictionary has, and begins with a small one.
    pub fn is_known_small(&self, index: usize) -> bool {
        self.is_known(index) && self.word(index).starts_with(char::is_lowercase)
    }

    /// Whether the dictionary has a word.
    pub fn knows(&self, word: &str) -> bool {
        self.memory.borrow_mut().judge(self.dictionary, word).is_none()
    }

    /// Whether a token is in filler text: "posuere erat a ante venenatis".
    pub fn is_filler(&self, index: usize) -> bool {
        let is_filler_word = |index: &usize| {
            let lists = [english::FILLER_WORDS, english::FILLER_WORDS_BESIDE];
            lists.iter().any(|list| list.contains(self.small(*index)))
        };
        let near = index.saturating_sub(WORDS_OF_FILLER)..(index + WORDS_OF_FILLER).min(self.tokens.len());
        near.filter(is_filler_word).nth(1).is_some()
    }

    /// Whether a word near the sentence is of a script that is neither Latin nor Greek: what is unknown beside it is rather the same
    /// word in Latin letters.
    pub fn is_beside_other_script(&self) -> bool {
        if has_other_script(self.document.words_of(self.sentence)) {
            return true;
        }
        self.looks_around();
        let text = self.document.text();
        let before = end_of(&text[self.block.span.start()..self.sentence.start()], LONGEST_BESIDE);
        let after = &text[self.sentence.end()..self.block.span.end()];
        let after = after.char_indices().nth(LONGEST_BESIDE).map_or(after, |(end, _)| &after[..end]);
        has_other_script(before) || has_other_script(after)
    }

    /// Whether a token is part of an address, a path, a handle or code, in which other spelling holds.
    pub fn is_address(&self, index: usize) -> bool {
        let Some(stretch) = self.document.stretch_around(self.span(index)) else { return true };
        let chunk = self.document.words_of(stretch).trim_start_matches(['(', '[', '"', '\'']);
        if is_word_with_marks(chunk) {
            return false;
        }
        let is_sign =
            |byte| matches!(byte, b'@' | b'_' | b'\\' | b'{' | b'}' | b'=' | b'<' | b'>' | b'~' | b'|');
        chunk.bytes().any(is_sign)
            || chunk.contains("://")
            || chunk.contains("www.")
            || chunk.contains("mailto:")
            || chunk.starts_with(['#', '$', '/', '.'])
            || has_encoded_bytes(chunk)
            || is_site_or_file(chunk)
    }
}

/// Whether two letters in a row are of a script that is neither Latin nor Greek.
fn has_other_script(words: &str) -> bool {
    let is_other = |sign: char| sign.is_alphabetic() && sign > '\u{03FF}' && !is_extended_latin(sign);
    let mut pairs = words.chars().zip(words.chars().skip(1));
    !words.is_ascii() && pairs.any(|(one, next)| is_other(one) && is_other(next))
}

/// Whether a letter is Latin or Greek with marks, or a form of a Latin letter.
fn is_extended_latin(sign: char) -> bool {
    matches!(sign, '\u{1D00}'..='\u{2BFF}' | '\u{A720}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}' | '\u{FB00}'..='\u{FB06}' | '\u{FF00}'..='\u{FF5A}')
}

/// Whether a stretch is letters with no more than marks after them, as nearly all are.
fn is_word_with_marks(stretch: &str) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'\'');
    let count = stretch.bytes().take_while(|byte| is_letter(byte)).count();
    let (letters, marks) = stretch.as_bytes().split_at(count);
    // "www." is the beginning of an address.
    count > 0
        && !letters.ends_with(b"www")
        && marks.iter().all(|mark| matches!(mark, b'.' | b',' | b';' | b'!' | b'?' | b')' | b'"' | b'\''))
}

/// Whether a stretch has bytes as an address writes them (RFC 3986, 2.1): `soft%20skin`.
fn has_encoded_bytes(stretch: &str) -> bool {
    let bytes = stretch.as_bytes();
    bytes.windows(4).any(|four| {
        // "50%of" is not an address.
        four[0].is_ascii_alphabetic() && four[1] == b'%' && four[2..].iter().all(u8::is_ascii_hexdigit)
    })
}
