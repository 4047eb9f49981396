use claimlint_engine::{Format, Linter};

fn main() -> Result<(), claimlint_engine::BuildError> {
    let linter = Linter::builder().words(["Glowella"]).build()?;
    for finding in linter.check("The **most** powerful peel.", Format::Markdown) {
        println!("{finding}");
    }
    Ok(())
}
