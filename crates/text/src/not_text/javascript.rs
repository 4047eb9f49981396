//! Where a piece of JavaScript ends.
//!
//! It is not parsed. Strings, templates, comments and brackets are enough.

/// The quotation mark of the string that is open at the end of some code on one line; `None` where strings are in order.
pub fn open_string(code: &str) -> Option<char> {
    let mut open = None;
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match open {
            Some(_) if sign == '\\' => {
                signs.next();
            }
            Some(quote) if sign == quote => open = None,
            None if matches!(sign, '"' | '\'' | '`') => open = Some(sign),
            _ => {}
        }
    }
    open
}

/// Reads JavaScript from a byte on.
pub struct Code<'t> {
    text: &'t str,
    at: usize,
    /// What is open, innermost last: the byte and the sign.
    open: Vec<(usize, u8)>,
    /// The pairs of braces so far: where one opens, and one past where it closes.
    pub pairs: Vec<(usize, usize)>,
}

impl<'t> Code<'t> {
    /// From a byte on.
    pub fn new(text: &'t str, at: usize) -> Code<'t> {
        Code { text, at, open: Vec::new(), pairs: Vec::new() }
    }

    /// Whether no bracket, string or comment is open.
    pub fn is_outside(&self) -> bool {
        self.open.is_empty()
    }

    /// Reads up to the next line end outside of strings and comments, and returns where the next line begins.
    pub fn next_line(&mut self) -> Option<usize> {
        loop {
            let before = self.at;
            let end = self.step()?;
            if self.text.as_bytes()[before] == b'\n' {
                return Some(end);
            }
        }
    }

    /// Reads one sign, string or comment, and returns its end; `None` at the end of the text.
    pub fn step(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let byte = *bytes.get(start)?;
        let in_template = self.open.last().is_some_and(|(_, sign)| *sign == b'`');
        self.at = match byte {
            b'\\' => start + 2,
            b'`' if in_template => {
                self.open.pop();
                start + 1
            }
            b'$' if in_template && bytes.get(start + 1) == Some(&b'{') => {
                self.open.push((start + 1, b'{'));
                start + 2
            }
            _ if in_template => start + 1,
            b'"' | b'\'' => self.end_of_string(start, byte),
            b'/' if bytes.get(start + 1) == Some(&b'*') => {
                self.text[start + 2..].find("*/").map_or(bytes.len(), |end| start + 2 + end + 2)
            }
            b'/' if bytes.get(start + 1) == Some(&b'/') && !bytes[..start].ends_with(b":") => {
                self.text[start..].find('\n').map_or(bytes.len(), |end| start + end)
            }
            b'{' | b'(' | b'[' | b'`' => {
                self.open.push((start, byte));
                start + 1
            }
            b'}' | b')' | b']' => {
                let opener = match byte {
                    b'}' => b'{',
                    b')' => b'(',
                    _ => b'[',
                };
                if let Some((from, _)) = self.open.pop_if(|(_, sign)| *sign == opener)
                    && opener == b'{'
                {
                    self.pairs.push((from, start + 1));
                }
                start + 1
            }
            _ => start + 1,
        };
        self.at = self.at.min(bytes.len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        Some(self.at)
    }

    /// The end of a string, which is on its line. An apostrophe in the words of an element begins none.
    fn end_of_string(&self, start: usize, quote: u8) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'\n' => return start + 1,
                _ if *byte == quote => return at + 1,
                _ => {}
            }
            at += 1;
        }
        start + 1
    }
}
