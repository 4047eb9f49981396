//! How far a figure from a sample may be from the truth: intervals that hold it 95 times in 100.
//!
//! Both take the things that are counted as independent of each other. A slip that one page repeats is not, so the truth
//! is somewhat less certain than they say.

/// How many standard deviations to each side hold 95 % of a normal distribution.
const DEVIATIONS: f64 = 1.959_963_984_540_054;

/// From where to where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The interval of a share, after Wilson (1927); `None` where nothing was counted.
pub fn of_share(part: usize, whole: usize) -> Option<Interval> {
    if whole == 0 {
        return None;
    }
    let number = whole as f64;
    let share = part as f64 / number;
    let squared = DEVIATIONS * DEVIATIONS;
    let middle = share + squared / (2.0 * number);
    let half = DEVIATIONS * (share * (1.0 - share) / number + squared / (4.0 * number * number)).sqrt();
    let whole_width = 1.0 + squared / number;
    // At the ends, rounding may lead out.
    Some(Interval {
        low: if part == 0 { 0.0 } else { (middle - half) / whole_width },
        high: if part == whole { 1.0 } else { (middle + half) / whole_width },
    })
}

/// The interval of a number of rare events, by Byar's approximation of the exact one of the Poisson distribution.
pub fn of_events(number: usize) -> Interval {
    let low = if number == 0 { 0.0 } else { byar(number as f64, -DEVIATIONS) };
    Interval { low, high: byar(number as f64 + 1.0, DEVIATIONS) }
}

fn byar(number: f64, deviations: f64) -> f64 {
    let root = 1.0 - 1.0 / (9.0 * number) + deviations / (3.0 * number.sqrt());
    number * root * root * root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_near(found: Interval, low: f64, high: f64, most: f64) {
        let is_near = (found.low - low).abs() <= most && (found.high - high).abs() <= most;
        assert!(is_near, "{found:?} is not {low} to {high}");
    }

    #[test]
    fn shares_have_the_intervals_of_newcombes_table() {
        // Newcombe 1998, Statistics in Medicine 17, table I, the method without a correction for continuity.
        for (part, whole, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            is_near(of_share(part, whole).unwrap(), low, high, 0.000_05);
            let rest = of_share(whole - part, whole).unwrap();
            is_near(rest, 1.0 - high, 1.0 - low, 0.000_05);
        }
        assert_eq!(of_share(0, 0), None);
    }

    #[test]
    fn numbers_of_events_have_nearly_the_exact_intervals() {
        for (number, low, high) in [
            (0, 0.0, 3.689),
            (1, 0.025, 5.572),
            (2, 0.242, 7.225),
            (5, 1.623, 11.668),
            (10, 4.795, 18.390),
            (50, 37.111, 65.919),
            (100, 81.364, 121.627),
        ] {
            is_near(of_events(number), low, high, 0.025);
        }
    }
}
