//! Days, by which the age of answers is counted. Reports have no clock in them; only the lock file says when registries
//! were asked.

use std::fmt::{Display, Formatter};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// A day of the calendar, in the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Default for Day {
    /// The first of January 1970.
    fn default() -> Day {
        Day(date(1970, 1, 1))
    }
}

impl Day {
    /// Today, in UTC.
    pub fn today() -> Day {
        Day(TimeZone::UTC.to_datetime(Timestamp::now()).date())
    }

    /// The year it is in.
    pub fn year(self) -> u16 {
        self.0.year().unsigned_abs()
    }

    /// A day by its date; `None` where the calendar has no such day.
    pub fn of(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().filter(|date| date.year() > 0).map(Day)
    }

    /// Reads `2026-11-21`.
    pub fn read(text: &str) -> Option<Day> {
        let date: Date = text.parse().ok()?;
        // Other forms of ISO 8601 are not accepted.
        Day::of(date.year(), date.month(), date.day()).filter(|day| day.to_string() == text)
    }

    /// Reads `11/21/2026`, with or without a time after it, as in the list of Retraction Watch.
    pub fn read_american(text: &str) -> Option<Day> {
        let mut parts = text.split_whitespace().next()?.split('/');
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        Day::of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// How many days lie between an earlier day and this one; negative where it is later.
    pub fn since(self, earlier: Day) -> i64 {
        i64::from((self.0 - earlier.0).get_days())
    }
}

impl Display for Day {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
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
