//! The readers of data: every text has its places in the file, and a file reads the same each time.

use claimlint_base::source::Source;
use claimlint_base::span::Span;
use claimlint_text::UnreadPart;
use claimlint_text::data::{DataFormat, Field, Fields, KeyPath, Sink, TextKind, UNDECODED, digest, read};

use super::cut;

/// So many characters of a text are looked at.
const LOOKED_AT: usize = 40;

/// A byte that names the format, and any bytes in it.
pub fn data(input: &[u8]) {
    let Some((first, rest)) = input.split_first() else { return };
    let (_, format) = DataFormat::ALL[usize::from(*first) % DataFormat::ALL.len()];
    let Ok(source) = Source::decode_with_marks(rest.to_vec(), UNDECODED) else { return };
    let file = source.text();
    let keys = ["**", "a{}.**", "b{}{}"].map(|key| KeyPath::parse(key).map(|path| (path, TextKind::Auto)));
    let blocks = ["c", "d"].map(KeyPath::parse).into_iter().zip([TextKind::PortableText, TextKind::RichText]);
    let blocks = blocks.filter_map(|(path, kind)| Some((path.ok()?, kind)));
    let fields = Fields::new(keys.into_iter().flatten().chain(blocks).collect(), &[]);
    let mut taken = Taken::default();
    read(file, format, &fields, &mut taken);
    for fault in &taken.faults {
        assert!(fault.at <= file.len(), "{fault:?}");
    }
    for field in &taken.fields {
        let mut before = 0;
        for (at, sign) in field.text.char_indices().take(LOOKED_AT) {
            let span = field.places.span(Span::of(at..at + sign.len_utf8()));
            cut(file, span);
            assert!(span.start() >= before, "places stand in order");
            before = span.start();
            if let Some((span, _)) = field.places.write(Span::of(at..at + sign.len_utf8()), "Oats & \"rain\"")
            {
                cut(file, span);
            }
        }
        cut(file, field.places.span(Span::of(0..field.text.len())));
    }
    let mut again = Taken::default();
    read(file, format, &fields, &mut again);
    assert_eq!(taken.faults, again.faults, "the same faults each time");
    let texts = |taken: &Taken| taken.fields.iter().map(|field| field.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&taken), texts(&again), "the same texts each time");
    assert_eq!(digest(file, format), digest(file, format));
}

/// All that a reader takes out of a file.
#[derive(Default)]
pub struct Taken {
    /// The texts.
    pub fields: Vec<Field>,
    /// What could not be read.
    pub faults: Vec<UnreadPart>,
}

impl Sink for Taken {
    fn field(&mut self, field: Field) {
        self.fields.push(field);
    }

    fn fault(&mut self, fault: UnreadPart) {
        self.faults.push(fault);
    }
}
