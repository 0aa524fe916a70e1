//! Amounts and ratios, one by one.

use super::*;

#[test]
fn reads_only_plain_amounts() {
    let check = |text: &str, expected: Result<&str, MoneyError>| {
        assert_eq!(text.parse::<Yuan>().map(|yuan| yuan.to_string()), expected.map(Into::into), "{text}");
    };
    check("0", Ok("0.00"));
    check("007.5", Ok("7.50"));
    check("1000000000000", Ok("1000000000000.00"));
    check("1000000000000.01", Err(MoneyError::TooLarge));
    check("99999999999999999999999999999999", Err(MoneyError::TooLarge));
    check("1.005", Err(MoneyError::TooPrecise));
    check("-1", Err(MoneyError::Negative));
    for text in ["", ".", "1.", ".5", "1,000", "1e3", "１２", " 1", "+1", "NaN", "1.2.3"] {
        check(text, Err(MoneyError::NotANumber));
    }
}

#[test]
fn reads_only_ratios_up_to_one_hundred_percent() {
    let check = |text: &str, expected: Result<&str, MoneyError>| {
        assert_eq!(text.parse::<Ratio>().map(|ratio| ratio.to_string()), expected.map(Into::into), "{text}");
    };
    check("2.5%", Ok("2.5%"));
    check("100%", Ok("100%"));
    check("100.01%", Err(MoneyError::TooLarge));
    check("65", Err(MoneyError::NotANumber));
    check("-5%", Err(MoneyError::Negative));
}

#[test]
fn shares_in_proportion() {
    let check = |whole: u32, part: u32, of: u32, expected: &str| {
        let share = Yuan::whole(whole).in_proportion(Yuan::whole(part), Yuan::whole(of));
        assert_eq!(share.0, expected.parse().expect("a decimal"), "{whole} × {part} / {of}");
    };
    check(0, 1, 3, "0");
    check(1, 1, 3, "0.33333333333");
    check(7, 1, 1, "7");
    check(7, 2, 1, "7");
    check(4_000_000_000, 3_999_999_999, 4_000_000_000, "3999999999");
    check(1, 1, 200, "0.005");
    check(5, 3, 0, "0");
    let most = Yuan(LIMIT).repeated(1000);
    assert_eq!(most.in_proportion(most, most), most);
    assert_eq!(most.in_proportion(Yuan::whole(1), most), Yuan::whole(1));
    // One of which a third comes out even has to be exact, or it would be rounded the wrong way.
    let third =
        Yuan::fen(3).times("50%".parse().expect("a ratio")).in_proportion(Yuan::whole(1), Yuan::whole(3));
    assert_eq!(third.to_fen(), Yuan::fen(1));
}

#[test]
fn ends_at_the_largest_decimal() {
    let most = (0..4).fold(Yuan(LIMIT), |amount, _| amount.repeated(u32::MAX));
    assert_eq!(most, Yuan(Decimal::MAX));
    assert_eq!(most + most, most);
    assert_eq!(most.in_proportion(Yuan::whole(1), most), Yuan::whole(1));
    assert!(!most.grouped().to_string().is_empty());
}

#[test]
fn groups_thousands() {
    let check = |fen: u64, expected: &str| assert_eq!(Yuan::fen(fen).grouped().to_string(), expected);
    check(0, "0");
    check(1, "0.01");
    check(99_999, "999.99");
    check(100_000, "1,000");
    check(100_050, "1,000.50");
    check(123_456_789, "1,234,567.89");
}
