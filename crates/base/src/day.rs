//! Days, for how long answers hold. Reports have no clock in them; only the lock file says when it was asked.

use std::fmt::{Display, Formatter};
use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS: u64 = 86_400;
/// Days in 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;
/// Days from the first of March of the year 0 to the first of January 1970.
const TO_1970: i64 = 719_468;

/// A day of the calendar, counted from the first of January 1970.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// Today in Greenwich.
    pub fn today() -> Day {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Day((since.as_secs() / SECONDS) as i64)
    }

    /// The year it is in.
    pub fn year(self) -> u16 {
        u16::try_from(self.date().0).unwrap_or(u16::MAX)
    }

    /// A day by its date; `None` where the calendar has no such day.
    pub fn of(year: i64, month: i64, day: i64) -> Option<Day> {
        let is_near = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        // Years that begin in March have their odd day at the end.
        let start = if month <= 2 { year - 1 } else { year };
        let of_era = start.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let found =
            Day(start.div_euclid(400) * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TO_1970);
        (is_near && found.date() == (year, month, day)).then_some(found)
    }

    /// Reads `2026-11-21`.
    pub fn read(text: &str) -> Option<Day> {
        let mut parts = text.split('-').map(|part| part.parse().ok());
        let day = Day::of(parts.next()??, parts.next()??, parts.next()??)?;
        (day.to_string() == text).then_some(day)
    }

    /// Reads `11/21/2026`, with or without a time behind it, as the list of Retraction Watch has it.
    pub fn read_american(text: &str) -> Option<Day> {
        let mut parts = text.split_whitespace().next()?.split('/').map(|part| part.parse().ok());
        let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
        Day::of(year, month, day)
    }

    /// How many days lie between an earlier day and this one; negative where it is later.
    pub fn since(self, earlier: Day) -> i64 {
        self.0 - earlier.0
    }

    fn date(self) -> (i64, i64, i64) {
        let days = self.0 + TO_1970;
        let of_era = days.rem_euclid(ERA);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + days.div_euclid(ERA) * 400 + i64::from(month <= 2);
        (year, month, day)
    }
}

impl Display for Day {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.date();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_the_same() {
        for date in ["1970-01-01", "2000-02-29", "2024-02-29", "2026-11-21", "1999-12-31"] {
            assert_eq!(Day::read(date).unwrap().to_string(), date);
        }
        for wrong in ["2023-02-29", "2026-13-01", "2026-1-1", "yesterday", "2026-01", ""] {
            assert_eq!(Day::read(wrong), None, "{wrong}");
        }
        assert_eq!(Day::read("2026-03-01").unwrap().since(Day::read("2026-02-27").unwrap()), 2);
        assert_eq!(Day::read_american("2/9/2021 0:00"), Day::read("2021-02-09"));
        assert_eq!(Day::read_american("9 Feb 2021"), None);
    }
}
