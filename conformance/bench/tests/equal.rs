//! Both sides do the same.

use std::collections::HashSet;
use std::sync::Arc;

use bench::{UNKNOWN, Values, by_hand, generated, tables};

const VALUES: Values<&str> = Values {
    text: "\"quoted\" \u{1f600}",
    number: -7,
    word: "name",
};

/// Every error, by both.
fn errors() -> Vec<(generated::ApiError, by_hand::ApiError)> {
    let owned = || Values {
        text: VALUES.text.to_owned(),
        number: VALUES.number,
        word: VALUES.word,
    };
    let plain = tables::GENERATED.iter().zip(&tables::BY_HAND);
    let filled = tables::GENERATED_OWNED.iter().zip(&tables::BY_HAND_OWNED);
    plain
        .map(|(generated, by_hand)| (generated(), by_hand()))
        .chain(filled.map(|(generated, by_hand)| (generated(owned()), by_hand(owned()))))
        .collect()
}

fn bytes(error: &impl serde::Serialize) -> String {
    serde_json::to_string(error).unwrap()
}

#[test]
fn there_are_as_many_as_said() {
    let codes: HashSet<&str> = errors()
        .iter()
        .map(|(error, _)| error.code().as_str())
        .collect();
    assert_eq!(codes.len(), 1_000);
    assert_eq!(tables::GENERATED_OWNED.len(), 334);
    assert_eq!(generated::ErrorType::ALL.len(), 8);
}

#[test]
fn both_send_the_same_bytes() {
    let id: Arc<str> = "req_1".into();
    for (generated, by_hand) in errors() {
        let by_hand = bytes(&by_hand::Envelope::new(&by_hand, &id));
        assert_eq!(bytes(&generated.with_request_id(Arc::clone(&id))), by_hand);
    }
}

#[test]
fn borrowed_values_make_the_same_errors() {
    let id: Arc<str> = "req_1".into();
    for (generated, by_hand) in tables::GENERATED_BORROWED
        .iter()
        .zip(&tables::BY_HAND_BORROWED)
    {
        let by_hand = bytes(&by_hand::Envelope::new(&by_hand(VALUES), &id));
        assert_eq!(
            bytes(&generated(VALUES).with_request_id(Arc::clone(&id))),
            by_hand
        );
    }
}

#[test]
fn both_say_the_same_of_an_error() {
    for (generated, by_hand) in errors() {
        assert_eq!(generated.to_string(), by_hand.to_string());
        let (generated, by_hand) = (generated.code(), by_hand.code());
        assert_eq!(generated.as_str(), <&str>::from(by_hand));
        assert_eq!(generated.to_string(), by_hand.to_string());
        assert_eq!(generated.status(), by_hand.status());
        assert_eq!(generated.param(), by_hand.param());
        assert_eq!(
            generated.error_type().as_str(),
            <&str>::from(by_hand.error_type())
        );
    }
}

#[test]
fn both_know_the_same_names() {
    let all = generated::ErrorCode::ALL;
    for (generated, by_hand) in all
        .iter()
        .zip(<by_hand::ErrorCode as strum::VariantArray>::VARIANTS)
    {
        let name = generated.as_str();
        assert_eq!(name.parse(), Ok(*generated));
        assert_eq!(name.parse(), Ok(*by_hand));
        assert_eq!(by_hand::BY_NAME.get(name), Some(by_hand));
        let json = bytes(&name);
        assert_eq!(
            serde_json::from_str::<generated::ErrorCode>(&json).unwrap(),
            *generated
        );
        assert_eq!(
            serde_json::from_str::<by_hand::ErrorCode>(&json).unwrap(),
            *by_hand
        );
    }
    for name in UNKNOWN {
        name.parse::<generated::ErrorCode>().unwrap_err();
        name.parse::<by_hand::ErrorCode>().unwrap_err();
        assert_eq!(by_hand::BY_NAME.get(name), None);
    }
}
