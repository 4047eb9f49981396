//! Maps the folded text to the source, and the source to the text.

use std::ops::Range;

use claimlint_base::span::Span;

/// Says for every stretch of the folded text where the source has it.
#[derive(Debug, Default)]
pub struct OffsetMap {
    segments: Vec<Segment>,
}

/// A stretch of folded text that came from one stretch of the source.
#[derive(Debug, Clone, Copy)]
struct Segment {
    text_start: u32,
    text_length: u32,
    source_start: u32,
    source_length: u32,
    /// Whether both sides are the same, byte for byte; otherwise the stretch is mapped as a whole.
    verbatim: bool,
}

impl Segment {
    fn text_end(&self) -> u32 {
        self.text_start + self.text_length
    }

    fn source_end(&self) -> u32 {
        self.source_start + self.source_length
    }

    fn text(&self) -> Span {
        Span::of(self.text_start as usize..self.text_end() as usize)
    }

    fn source(&self) -> Span {
        Span::of(self.source_start as usize..self.source_end() as usize)
    }

    /// Whether a change of some source bytes touches it. An empty stretch of source touches both its neighbours.
    fn is_touched_by(&self, source: Span) -> bool {
        let own = self.source();
        own.overlaps(source)
            || (source.is_empty() && own.start() <= source.start() && source.start() <= own.end())
    }

    /// The byte of the text for a byte of the source or, outside of the segment, for its nearer end.
    fn text_at(&self, source: usize) -> usize {
        let source = source.clamp(self.source().start(), self.source().end());
        self.text_start as usize + source - self.source_start as usize
    }
}

/// Whether each stretch starts in the source where the one before it ends.
fn is_chain(segments: &[Segment]) -> bool {
    segments.windows(2).all(|pair| pair[0].source().end() == pair[1].source().start())
}

impl OffsetMap {
    /// How many stretches there are so far.
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Adds text that the source has as it is: this many bytes, which start at these bytes of the text and of the
    /// source.
    pub fn add_verbatim(&mut self, text_start: usize, source_start: usize, length: usize) {
        let (text_start, source_start, length) = (text_start as u32, source_start as u32, length as u32);
        match self.segments.last_mut() {
            Some(last)
                if last.verbatim && last.source_end() == source_start && last.text_end() == text_start =>
            {
                last.text_length += length;
                last.source_length += length;
            }
            _ => self.segments.push(Segment {
                text_start,
                text_length: length,
                source_start,
                source_length: length,
                verbatim: true,
            }),
        }
    }

    /// Adds text that a stretch of the source becomes.
    pub fn add_mapped(&mut self, text: Range<usize>, source: Range<usize>) {
        self.segments.push(Segment {
            text_start: text.start as u32,
            text_length: text.len() as u32,
            source_start: source.start as u32,
            source_length: source.len() as u32,
            verbatim: false,
        });
    }

    /// Goes back to this many stretches and this many bytes of text.
    pub fn cut_back(&mut self, segments: usize, text_end: usize) {
        self.segments.truncate(segments);
        if let Some(last) = self.segments.last_mut() {
            let end = text_end as u32;
            if last.text_end() > end {
                last.text_length = end - last.text_start;
                last.source_length = last.text_length;
            }
        }
    }

    /// Removes the last character of the text, which has this many bytes, and returns its start in the source. `None`,
    /// and nothing is removed, if the source writes it as one with other characters.
    pub fn take_last(&mut self, length: usize) -> Option<usize> {
        let last = self.segments.last_mut()?;
        let source_end = last.source_end() as usize;
        let start = if last.verbatim { source_end - length } else { last.source_start as usize };
        let length = length as u32;
        if last.text_length == length {
            self.segments.pop();
        } else if last.verbatim {
            last.text_length -= length;
            last.source_length -= length;
        } else {
            return None;
        }
        Some(start)
    }

    /// Frees the memory that was taken to grow.
    pub fn shrink(&mut self) {
        self.segments.shrink_to_fit();
    }

    /// The smallest source span that holds everything the text span came from. An empty span becomes an empty one.
    pub fn source_span(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::at(self.source_start(span.start()));
        }
        Span::of(self.source_start(span.start())..self.source_end(span.end()))
    }

    /// Whether a stretch of the text is one piece in the source, so that it can be replaced.
    pub fn is_unbroken(&self, span: Span) -> bool {
        let first = self.segments.partition_point(|segment| segment.text_end() as usize <= span.start());
        let length = self.segments[first..]
            .iter()
            .take_while(|segment| (segment.text_start as usize) < span.end())
            .count();
        // Neither half a character can be replaced, nor one of several that the source writes as one.
        let around = &self.segments[first.saturating_sub(1)..(first + length + 1).min(self.segments.len())];
        let shares = around.windows(2).any(|pair| !pair[0].verbatim && pair[0].source() == pair[1].source());
        let inside = &self.segments[first..first + length];
        let are_whole = inside.iter().all(|segment| segment.verbatim || span.contains(segment.text()));
        !inside.is_empty() && !shares && are_whole && is_chain(inside)
    }

    /// Whether the source has a stretch of the text as it is.
    pub fn is_verbatim(&self, span: Span) -> bool {
        let first = self.segments.partition_point(|segment| segment.text_end() as usize <= span.start());
        self.segments.get(first).is_some_and(|segment| segment.verbatim && segment.text().contains(span))
    }

    /// The stretches of the text that came from bytes among these of the source.
    pub fn text_from(&self, source: Span) -> impl Iterator<Item = Span> {
        let overlapping = self.segments.iter().filter(move |segment| segment.source().overlaps(source));
        overlapping.map(Segment::text)
    }

    /// The stretches of the text and of the source that a change of some source bytes touches; `None` if the bytes are not
    /// text in one piece. Objects in the text do not count.
    pub fn touched_by(&self, source: Span, is_object: impl Fn(Span) -> bool) -> Option<(Span, Span)> {
        let counts = |segment: &Segment| segment.is_touched_by(source) && !is_object(segment.text());
        // What is put in between two characters changes neither of them.
        if source.is_empty()
            && let Some(segment) = self.segments.iter().find(|segment| segment.verbatim && counts(segment))
        {
            return Some((Span::at(segment.text_at(source.start())), source));
        }
        // The segments are in the order of the text, in which the text for a picture comes after its block.
        let first = self.segments.iter().position(counts)?;
        let inside: Vec<Segment> =
            self.segments[first..].iter().take_while(|segment| counts(segment)).copied().collect();
        let (first, last) = (inside.first()?, inside.last()?);
        let whole = first.source().join(last.source());
        let from = if first.verbatim { source.start() } else { first.source().start() };
        let to = if last.verbatim { source.end() } else { last.source().end() };
        let start = if first.verbatim { first.text_at(source.start()) } else { first.text().start() };
        let end = if last.verbatim { last.text_at(source.end()) } else { last.text().end() };
        let text = Span::new(start, end)?;
        (is_chain(&inside) && whole.contains(source)).then_some((text, Span::new(from, to)?))
    }

    /// The source byte at which the character that starts at a text byte begins.
    fn source_start(&self, offset: usize) -> usize {
        let after = self.segments.partition_point(|segment| segment.text_start as usize <= offset);
        let Some(segment) = after.checked_sub(1).and_then(|index| self.segments.get(index)) else {
            return self.segments.first().map_or(0, |first| first.source_start as usize);
        };
        let within = offset - segment.text_start as usize;
        if within >= segment.text_length as usize {
            // This is the line end between two blocks: the next block begins there.
            return self.segments.get(after).map_or(segment.source_end(), |next| next.source_start) as usize;
        }
        segment.source_start as usize + if segment.verbatim { within } else { 0 }
    }

    /// The source byte at which the character before a text byte ends.
    pub fn source_end(&self, offset: usize) -> usize {
        let after = self.segments.partition_point(|segment| (segment.text_start as usize) < offset);
        let Some(segment) = after.checked_sub(1).and_then(|index| self.segments.get(index)) else {
            return self.source_start(offset);
        };
        let within = offset - segment.text_start as usize;
        if segment.verbatim && within <= segment.text_length as usize {
            segment.source_start as usize + within
        } else {
            segment.source_end() as usize
        }
    }
}
