//! What both sides cost at run time, as ratios: `cargo bench`.
//!
//! The two sides take turns, and which is first alternates, so that whatever else the machine does hits both. A time is
//! the median over all rounds; times and allocations are of one error or one name, and include that it is dropped.
//! Nothing is asserted: times are not the same twice, and only the ratios of one run say something.

mod count;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bench::{UNKNOWN, Values, by_hand, generated, tables};

#[global_allocator]
static ALLOCATOR: count::Counting = count::Counting;

/// So many rounds have no times worth telling.
const ONCE: usize = 1;

fn main() {
    // Without cargo's `--bench` this is a test: everything runs once, to see that it runs.
    let said = |what: &str| std::env::args().any(|arg| arg == what);
    let rounds = if said("--bench") && !said("--test") {
        1_000
    } else {
        ONCE
    };
    if rounds > ONCE {
        println!(
            "{:44} {:>9} {:>9} {:>6}   {:>13} {:>13}",
            "what", "generated", "by hand", "ratio", "generated", "by hand"
        );
    }
    making(rounds);
    responding(rounds);
    serializing(rounds);
    parsing(rounds);
    if rounds > ONCE {
        sizes();
        println!(
            "Times are nanoseconds each, and on their right are allocations each: how many, and of how many bytes."
        );
    }
}

/// Errors alone.
fn making(rounds: usize) {
    let numbers = shuffled(tables::GENERATED.len());
    let left = |at: usize| tables::GENERATED[at]();
    let right = |at: usize| tables::BY_HAND[at]();
    compare(
        "make, no placeholders",
        rounds,
        || numbers.clone(),
        left,
        right,
    );
    let left = |(at, values): (usize, _)| tables::GENERATED_OWNED[at](values);
    let right = |(at, values): (usize, _)| tables::BY_HAND_OWNED[at](values);
    compare("make, placeholders, owned", rounds, owned, left, right);
    let left = |(at, values): (usize, _)| tables::GENERATED_BORROWED[at](values);
    let right = |(at, values): (usize, _)| tables::BY_HAND_BORROWED[at](values);
    compare(
        "make, placeholders, borrowed",
        rounds,
        borrowed,
        left,
        right,
    );
}

/// From nothing to the bytes of the response.
fn responding(rounds: usize) {
    let id = &id();
    let sent = |error: generated::ApiError| bytes(&error.body(id));
    let sent_by_hand = |error: by_hand::ApiError| bytes(&by_hand::Envelope::new(&error, id));

    let numbers = shuffled(tables::GENERATED.len());
    let left = |at: usize| sent(tables::GENERATED[at]());
    let right = |at: usize| sent_by_hand(tables::BY_HAND[at]());
    compare(
        "make and serialize, no placeholders",
        rounds,
        || numbers.clone(),
        left,
        right,
    );
    let left = |(at, values): (usize, _)| sent(tables::GENERATED_OWNED[at](values));
    let right = |(at, values): (usize, _)| sent_by_hand(tables::BY_HAND_OWNED[at](values));
    compare(
        "make and serialize, placeholders, owned",
        rounds,
        owned,
        left,
        right,
    );
    let left = |(at, values): (usize, _)| sent(tables::GENERATED_BORROWED[at](values));
    let right = |(at, values): (usize, _)| sent_by_hand(tables::BY_HAND_BORROWED[at](values));
    compare(
        "make and serialize, placeholders, borrowed",
        rounds,
        borrowed,
        left,
        right,
    );
}

/// The body of an error that is there already, and knows its request.
fn serializing(rounds: usize) {
    let id = &id();
    let numbers = shuffled(tables::GENERATED.len());
    let errors =
        |make: &dyn Fn(usize) -> generated::ApiError, count: usize| -> Vec<generated::ApiError> {
            (0..count)
                .map(|at| make(at).with_request_id(Arc::clone(id)))
                .collect()
        };
    let left = errors(&|at| tables::GENERATED[at](), numbers.len());
    let right: Vec<by_hand::ApiError> = tables::BY_HAND.iter().map(|make| make()).collect();
    compare(
        "serialize, no placeholders",
        rounds,
        || numbers.clone(),
        |at| bytes(&left[at]),
        |at| bytes(&by_hand::Envelope::new(&right[at], id)),
    );

    let numbers = shuffled(tables::GENERATED_BORROWED.len());
    let left = errors(&|at| tables::GENERATED_BORROWED[at](VALUES), numbers.len());
    let right: Vec<by_hand::ApiError> = tables::BY_HAND_BORROWED
        .iter()
        .map(|make| make(VALUES))
        .collect();
    compare(
        "serialize, placeholders",
        rounds,
        || numbers.clone(),
        |at| bytes(&left[at]),
        |at| bytes(&by_hand::Envelope::new(&right[at], id)),
    );
}

/// Names that are codes, and names that are none.
fn parsing(rounds: usize) {
    let all = generated::ErrorCode::ALL;
    let known: Vec<&str> = shuffled(all.len())
        .into_iter()
        .map(|at| all[at].as_str())
        .collect();
    let unknown = UNKNOWN.to_vec();
    for (names, phf, strum) in [
        (
            &known,
            "parse known names, by phf",
            "parse known names, by strum",
        ),
        (
            &unknown,
            "parse unknown names, by phf",
            "parse unknown names, by strum",
        ),
    ] {
        let left = |name: &str| name.parse::<generated::ErrorCode>().ok();
        let right = |name: &str| by_hand::BY_NAME.get(name).copied();
        compare(phf, rounds, || names.clone(), left, right);
        let right = |name: &str| name.parse::<by_hand::ErrorCode>().ok();
        compare(strum, rounds, || names.clone(), left, right);
    }
}

fn sizes() {
    let row = |what: &str, left: usize, right: usize| {
        println!("{what:44} {left:>9} {right:>9} {:>6.2}", ratio(left, right));
    };
    row(
        "bytes of an `ApiError`",
        size_of::<generated::ApiError>(),
        size_of::<by_hand::ApiError>(),
    );
    row(
        "bytes of a `Result<(), ApiError>`",
        size_of::<Result<(), generated::ApiError>>(),
        size_of::<Result<(), by_hand::ApiError>>(),
    );
}

/// Prints a row: what each side takes for each of the inputs.
fn compare<I, A, B>(
    what: &str,
    rounds: usize,
    inputs: impl Fn() -> Vec<I>,
    generated: impl Fn(I) -> A,
    by_hand: impl Fn(I) -> B,
) {
    let each = inputs().len();
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        for side in [round % 2, 1 - round % 2] {
            let time = if side == 0 {
                time(inputs(), &generated)
            } else {
                time(inputs(), &by_hand)
            };
            times[side].push(time);
        }
    }
    let [left, right] = times.map(|times| nanoseconds(times) / float(each));
    let counted = [
        allocations(inputs(), &generated),
        allocations(inputs(), &by_hand),
    ];
    let [left_count, right_count] = counted.map(|count| {
        format!(
            "{:.1} {:>7.1} B",
            float(count.number) / float(each),
            float(count.bytes) / float(each)
        )
    });
    if rounds == ONCE {
        return;
    }
    println!(
        "{what:44} {left:>9.1} {right:>9.1} {:>6.2}   {left_count:>13} {right_count:>13}",
        left / right
    );
}

fn time<I, O>(inputs: Vec<I>, run: impl Fn(I) -> O) -> Duration {
    let start = Instant::now();
    for input in inputs {
        black_box(run(black_box(input)));
    }
    start.elapsed()
}

/// What is allocated for the outputs. Inputs are there before.
fn allocations<I, O>(inputs: Vec<I>, run: impl Fn(I) -> O) -> count::Count {
    count::during(|| {
        for input in inputs {
            black_box(run(black_box(input)));
        }
    })
}

/// The median.
fn nanoseconds(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e9
}

fn ratio(left: usize, right: usize) -> f64 {
    float(left) / float(right)
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("numbers are small here"))
}

fn bytes(error: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(error).expect("there are only strings")
}

fn id() -> Arc<str> {
    "req_0123456789abcdef".into()
}

const VALUES: Values<&str> = Values {
    text: "sto_8Hq2Lw0Zk",
    number: 50,
    word: "currency",
};

/// What the handlers of all errors with placeholders have, where it is theirs.
fn owned() -> Vec<(usize, Values<String>)> {
    let owned = |(at, values): (usize, Values<&str>)| {
        let Values { text, number, word } = values;
        let text = text.to_owned();
        (at, Values { text, number, word })
    };
    borrowed().into_iter().map(owned).collect()
}

/// What the handlers of all errors with placeholders have, where it is borrowed.
fn borrowed() -> Vec<(usize, Values<&'static str>)> {
    let numbers = shuffled(tables::GENERATED_BORROWED.len());
    numbers.into_iter().map(|at| (at, VALUES)).collect()
}

/// The numbers below this one, in the same disorder each time.
fn shuffled(count: usize) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..count).collect();
    let mut state = 1_u64;
    for last in (1..count).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let random = usize::try_from(state >> 33).expect("31 bits fit");
        numbers.swap(last, random % (last + 1));
    }
    numbers
}
