//! Values as rows of bytes.

/// A value that a table keeps as a row of a fixed number of bytes.
pub trait Packed<const WIDTH: usize> {
    /// Its row.
    fn pack(&self) -> [u8; WIDTH];

    /// The value of a row.
    fn unpack(row: &[u8; WIDTH]) -> Self;
}

impl Packed<4> for u32 {
    fn pack(&self) -> [u8; 4] {
        self.to_le_bytes()
    }

    fn unpack(row: &[u8; 4]) -> u32 {
        u32::from_le_bytes(*row)
    }
}

impl Packed<8> for u64 {
    fn pack(&self) -> [u8; 8] {
        self.to_le_bytes()
    }

    fn unpack(row: &[u8; 8]) -> u64 {
        u64::from_le_bytes(*row)
    }
}

impl Packed<16> for u128 {
    fn pack(&self) -> [u8; 16] {
        self.to_le_bytes()
    }

    fn unpack(row: &[u8; 16]) -> u128 {
        u128::from_le_bytes(*row)
    }
}

/// A row of numbers. It has room for all of them.
pub fn row_of<const WIDTH: usize>(numbers: &[u32]) -> [u8; WIDTH] {
    let mut row = [0; WIDTH];
    for (place, number) in row.as_chunks_mut().0.iter_mut().zip(numbers) {
        *place = number.to_le_bytes();
    }
    row
}

/// The number at a byte of a row. Read byte by byte it is one load; to copy a slice would be a call.
#[inline]
pub fn number_at<const WIDTH: usize>(row: &[u8; WIDTH], at: usize) -> u32 {
    u32::from_le_bytes([row[at], row[at + 1], row[at + 2], row[at + 3]])
}
