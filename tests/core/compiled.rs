//! Compiled packs: nothing is lost in them, and bytes that nobody vouches for are refused without a panic.
#![cfg(feature = "cli")]

use crate::made_up::PACKS;
use crate::support;
use jiuzhu::policy::{Condition, Id, ListItem, PackError, Policy, Test, TestKind, sealed};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// Four letters, the format and the digest.
const HEADER: usize = 5 + 32;
/// Behind it.
const CHECKSUM: usize = 4;

/// The pack with its body changed, and the digest and checksum that belong to the change.
fn forged(pack: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut body = pack[HEADER + CHECKSUM..].to_vec();
    change(&mut body);
    sealed(&body)
}

#[test]
fn every_pack_is_read_as_it_was_written() {
    for (policy, _) in PACKS.iter() {
        let pack = policy.to_pack().expect("bytes");
        let read = Policy::from_pack(&pack).expect("a policy");
        assert_eq!(read.digest.len(), 64);
        assert_eq!(Policy { digest: String::new(), ..read }, *policy);
    }
}

#[test]
fn other_bytes_are_refused() {
    let pack = support::policy("qingshen-2014").to_pack().expect("bytes");
    let check = |bytes: &[u8], expected: PackError| assert_eq!(Policy::from_pack(bytes), Err(expected));
    check(&[], PackError::NotAPack);
    check(&pack[..HEADER - 1], PackError::NotAPack);
    check(&[b"JZPX\x05", &pack[5..]].concat(), PackError::NotAPack);
    check(&[b"JZPK\x04", &pack[5..]].concat(), PackError::Unreadable);
    check(&pack[..pack.len() - 1], PackError::Damaged);
    check(&pack[..HEADER + CHECKSUM - 1], PackError::Damaged);
    // Of what has the digest that belongs to it, the checksum alone tells; the module has no more.
    let mut rest = pack[HEADER..].to_vec();
    rest[0] ^= 1;
    check(&[&pack[..5], Sha256::digest(&rest).as_slice(), &rest].concat(), PackError::Damaged);
    for place in [5, HEADER, HEADER + CHECKSUM, pack.len() - 1] {
        let mut changed = pack.clone();
        changed[place] ^= 1;
        check(&changed, PackError::Damaged);
    }
    check(&forged(&pack, |body| body.truncate(body.len() - 1)), PackError::Unreadable);
    check(&forged(&pack, |body| body.push(0)), PackError::Unreadable);
    check(&forged(&pack, Vec::clear), PackError::Unreadable);
}

/// What is read is written as it was, so each value has only one way to be written.
#[test]
fn other_ways_of_writing_the_same_are_refused() {
    let pack = support::policy("qingshen-2014").to_pack().expect("bytes");
    let check = |found: &[u8], instead: &[u8]| {
        let changed = forged(&pack, |body| {
            let at = body.windows(found.len()).position(|bytes| bytes == found).expect("it is there");
            body.splice(at..at + found.len(), instead.iter().copied()).for_each(drop);
        });
        assert_eq!(Policy::from_pack(&changed), Err(PackError::Unreadable), "{}", instead.escape_ascii());
    };
    check(b"\x0dqingshen-2014", b"\x8d\0qingshen-2014");
    check(b"\x0810000.00", b"\x0510000");
    check(b"\x0810000.00", b"\x09010000.00");
    check(b"\x0365%", b"\x0565.0%");
}

#[test]
fn conditions_nested_without_end_are_not_compiled() {
    let mut policy = support::policy("qingshen-2014");
    for _ in 0..100 {
        policy.programs[0].who = Condition::Not(Box::new(policy.programs[0].who.clone()));
    }
    assert_eq!(policy.to_pack(), Err(PackError::Unreadable));
}

#[test]
fn lists_that_lead_to_each_other_are_refused() {
    let mut policy = support::policy("qingshen-2014");
    let mut look = |list: usize, at: usize| {
        let test = Test { kind: TestKind::Disease(Id::at(at).unwrap()), text: None, citation: None };
        let diseases = policy.lists[list].items[0].diseases;
        policy.lists[list].items.push(ListItem { diseases, when: Condition::Test(test) });
        policy.to_pack().err()
    };
    assert_eq!(look(0, 1), None);
    assert_eq!(look(1, 0), Some(PackError::Unreadable));
    let mut policy = support::policy("qingshen-2014");
    policy.lists[0].items[0].when =
        Condition::Test(Test { kind: TestKind::Disease(Id::at(0).unwrap()), text: None, citation: None });
    assert_eq!(policy.to_pack().err(), Some(PackError::Unreadable));
}

proptest! {
    #[test]
    fn a_changed_byte_never_panics(at in 0_usize..20_000, byte: u8) {
        let pack = PACK.with(Clone::clone);
        let changed = forged(&pack, |body| {
            let at = at % body.len();
            body[at] = byte;
        });
        // Where the change is still a policy, it is written as it was read.
        if let Ok(policy) = Policy::from_pack(&changed) {
            prop_assert_eq!(policy.to_pack(), Ok(changed));
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let pack = PACK.with(Clone::clone);
        let all = Policy::from_pack(&forged(&pack, |body| *body = bytes.clone()));
        prop_assert_eq!(all.err(), Some(PackError::Unreadable));
        let _ = Policy::from_pack(&forged(&pack, |body| body.splice(100..100, bytes).for_each(drop)));
    }
}

thread_local! {
    static PACK: Vec<u8> = support::policy("county-70").to_pack().unwrap_or_default();
}
