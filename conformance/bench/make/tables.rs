//! How both sides make each error, as tables of functions, so that a benchmark can make them all.

use std::fmt::Write as _;

use super::{Arg, Code};

pub fn module(codes: &[Code]) -> String {
    let (filled, plain): (Vec<&Code>, Vec<&Code>) =
        codes.iter().partition(|code| !code.failure.args.is_empty());
    let mut text = String::new();
    let mut table =
        |doc: &str, name: &str, kind: &str, codes: &[&Code], maker: &dyn Fn(&Code) -> String| {
            let _ = writeln!(
                text,
                "/// {doc}\npub static {name}: [{kind}; {}] = [",
                codes.len()
            );
            for code in codes {
                let _ = writeln!(text, "    {},", maker(code));
            }
            text += "];\n\n";
        };
    let doc = "The errors without placeholders, as they are generated.";
    table(
        doc,
        "GENERATED",
        "fn() -> generated::ApiError",
        &plain,
        &|code| format!("|| generated::ApiError::{}()", code.name),
    );
    let doc = "The errors without placeholders, by hand.";
    table(
        doc,
        "BY_HAND",
        "fn() -> by_hand::ApiError",
        &plain,
        &|code| format!("|| by_hand::ApiError::{}", code.variant),
    );
    for (suffix, held, into, doc) in [
        (
            "OWNED",
            "String",
            "",
            "whose handler owns what the request said",
        ),
        (
            "BORROWED",
            "&str",
            ".into()",
            "whose handler has borrowed what the request said",
        ),
    ] {
        let all = format!("The errors with placeholders {doc}, as they are generated.");
        let kind = format!("fn(Values<{held}>) -> generated::ApiError");
        table(
            &all,
            &format!("GENERATED_{suffix}"),
            &kind,
            &filled,
            &generated,
        );
        let all = format!("The errors with placeholders {doc}, by hand.");
        let kind = format!("fn(Values<{held}>) -> by_hand::ApiError");
        let maker = |code: &Code| by_hand(code, into);
        table(&all, &format!("BY_HAND_{suffix}"), &kind, &filled, &maker);
    }
    text
}

fn generated(code: &Code) -> String {
    let values: Vec<&str> = code.failure.args.iter().map(|arg| value(*arg)).collect();
    format!(
        "|values| generated::ApiError::{}({})",
        code.name,
        values.join(", ")
    )
}

fn by_hand(code: &Code, into: &str) -> String {
    let fields = code.failure.args.iter().map(|arg| {
        let into = if matches!(arg, Arg::Text(_)) {
            into
        } else {
            ""
        };
        format!("{}: {}{into}", arg.name(), value(*arg))
    });
    let fields: Vec<String> = fields.collect();
    format!(
        "|values| by_hand::ApiError::{} {{ {} }}",
        code.variant,
        fields.join(", ")
    )
}

fn value(arg: Arg) -> &'static str {
    match arg {
        Arg::Text(_) => "values.text",
        Arg::Number(_) => "values.number",
        Arg::Word(_) => "values.word",
    }
}
