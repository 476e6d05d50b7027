//! The conversation of an adapter: reads a message a line from standard input, has the library answer it, and writes a
//! reply a line to standard output, until the input ends. An adapter is a call of `serve`.

#![allow(dead_code)] // no adapter needs all of it

use serde::{Deserialize, Deserializer};
use serde_json::{json, Value};
use std::collections::VecDeque;
use std::io::{self, BufRead, Write};
use std::time::Instant;

/// What an adapter brings: who the library is, what it can do, and how it's called.
pub trait Library {
    /// `name`, `version` and `homepage`.
    fn implementation(&self) -> Value;
    /// What the library can do, in the words of the schema adapter-reply.
    fn capabilities(&self) -> Value;
    /// Prepares what a question asks of a token: the key is imported here, once, and kept for a sequence.
    fn verifier(&self, question: &Question) -> Result<Verifier, Failure>;
    /// Makes a token.
    fn sign(&self, _question: &Question) -> Result<String, Failure> {
        Err(Failure::Unsupported("operation:sign".into()))
    }
}

/// Takes a token to the octets of its payload.
pub type Verifier = Box<dyn Fn(&str) -> Result<Vec<u8>, Failure>>;

/// The verifiers of sequences, with all that was asked but the token; the oldest first.
type Kept = VecDeque<(Value, Verifier)>;

/// Why there is no answer to a question.
#[derive(Debug)]
pub enum Failure {
    /// The library refuses the token or the key; the reason is a reason code, or "" where it isn't known.
    Reject { reason: &'static str, detail: String },
    /// The library can't do what is asked, such as `algorithm:ES256K`.
    Unsupported(String),
    /// An error that isn't the library's way to refuse.
    Error(String),
}

/// A message, in the words of the schema adapter-request.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Question {
    op: String,
    pub content: String,
    pub token: Option<String>,
    pub token_octets: Option<Octets>,
    pub detached_payload: Option<Octets>,
    /// A JWK or a JWK Set.
    pub key: Option<Value>,
    /// The key of `key` once more.
    pub pem: Option<String>,
    pub key_text: Option<String>,
    pub key_octets: Option<Octets>,
    pub policy: Policy,
    pub header: Value,
    pub payload: Octets,
    tokens: Vec<String>,
    iterations: usize,
}

/// What a verifier is told to demand; what is absent isn't checked.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Policy {
    /// None: what the library does when its user doesn't pin.
    #[serde(deserialize_with = "names_unless_default")]
    pub algorithms: Option<Vec<String>>,
    pub now: Option<i64>,
    pub leeway: u64,
    pub issuer: Option<String>,
    pub audience: Option<String>,
    pub subject: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub required_claims: Vec<String>,
}

fn names_unless_default<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

/// Octets, which stand in JSON as base64url without padding.
#[derive(Default, Clone)]
pub struct Octets(pub Vec<u8>);

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// By hand: the crates that do it change their interface, and the library may want another release of one.
impl Octets {
    /// None where it isn't base64url without padding, or bits are set that stand for no octet.
    pub fn from_base64url(text: &str) -> Option<Octets> {
        let mut octets = Vec::with_capacity(text.len() * 3 / 4);
        let (mut bits, mut count) = (0u32, 0);
        for character in text.bytes() {
            let value = BASE64URL.iter().position(|known| *known == character)? as u32;
            bits = bits << 6 | value;
            count += 6;
            if count >= 8 {
                count -= 8;
                octets.push((bits >> count) as u8);
                bits &= (1 << count) - 1;
            }
        }
        (count < 6 && bits == 0).then_some(Octets(octets))
    }

    pub fn base64url(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 4 / 3 + 3);
        for group in self.0.chunks(3) {
            let bits = group.iter().fold(0u32, |bits, octet| bits << 8 | u32::from(*octet)) << (8 * (3 - group.len()));
            for position in 0..=group.len() {
                text.push(char::from(BASE64URL[(bits >> (18 - 6 * position) & 63) as usize]));
            }
        }
        text
    }
}

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Octets, D::Error> {
        let text = String::deserialize(deserializer)?;
        Octets::from_base64url(&text).ok_or_else(|| serde::de::Error::custom("not base64url"))
    }
}

/// Holds the conversation. A panic ends it, as it would end the program of the library's user.
pub fn serve(library: &dyn Library) -> io::Result<()> {
    let mut output = io::stdout().lock();
    let mut kept = Kept::new();
    for line in io::stdin().lock().lines() {
        let message: Value = serde_json::from_str(&line?)?;
        let mut reply = answer(library, &message, &mut kept).unwrap_or_else(|failure| match failure {
            Failure::Reject { reason: "", detail } => json!({"outcome": "reject", "detail": detail}),
            Failure::Reject { reason, detail } => json!({"outcome": "reject", "reason": reason, "detail": detail}),
            Failure::Unsupported(feature) => json!({"outcome": "unsupported", "feature": feature}),
            Failure::Error(detail) => json!({"outcome": "error", "detail": detail}),
        });
        reply["id"] = message["id"].clone();
        writeln!(output, "{reply}")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(library: &dyn Library, message: &Value, kept: &mut Kept) -> Result<Value, Failure> {
    let mut capabilities = library.capabilities();
    capabilities["sequences"] = json!(true);
    if let Some(policy) = message["policy"].as_object() {
        // Whoever goes by the system's clock is asked with tokens that were made for it.
        let declared =
            |name: &&String| *name == "now" || capabilities["policy"].as_array().unwrap().contains(&json!(name));
        if let Some(foreign) = policy.keys().find(|name| !declared(name)) {
            return Err(Failure::Unsupported(format!("policy:{foreign}")));
        }
    }
    let question: Question = Question::deserialize(message).map_err(|error| Failure::Error(error.to_string()))?;
    match question.op.as_str() {
        "hello" => {
            let mut implementation = library.implementation();
            implementation["language"] = json!("Rust");
            Ok(json!({"protocol": 1, "implementation": implementation, "capabilities": capabilities}))
        }
        "verify" => {
            let token = match (&question.token, &question.token_octets) {
                (Some(token), _) => token,
                _ => return Err(Failure::Unsupported("token:octets".into())), // a str is UTF-8
            };
            let payload = match message.get("sequence") {
                Some(_) => verifier_in_sequence(library, &question, message, kept)?(token)?,
                None => library.verifier(&question)?(token)?,
            };
            Ok(json!({"outcome": "accept", "payload": Octets(payload).base64url()}))
        }
        "sign" => Ok(json!({"outcome": "ok", "token": library.sign(&question)?})),
        "bench" => bench(library, &question),
        operation => Err(Failure::Unsupported(format!("operation:{operation}"))),
    }
}

/// What was prepared for the same question about another token, or is now.
fn verifier_in_sequence<'a>(
    library: &dyn Library,
    question: &Question,
    message: &Value,
    kept: &'a mut Kept,
) -> Result<&'a Verifier, Failure> {
    let mut rest = message.clone();
    for name in ["id", "token", "tokenOctets"] {
        rest.as_object_mut().unwrap().remove(name);
    }
    let place = match kept.iter().position(|(asked, _)| *asked == rest) {
        Some(place) => place,
        None => {
            kept.push_back((rest, library.verifier(question)?));
            if kept.len() > 100 {
                kept.pop_front();
            }
            kept.len() - 1
        }
    };
    Ok(&kept[place].1)
}

fn bench(library: &dyn Library, question: &Question) -> Result<Value, Failure> {
    let verify = library.verifier(question)?;
    for token in &question.tokens {
        verify(token)?; // nothing is timed that isn't accepted
    }
    let start = Instant::now();
    for token in question.tokens.iter().cycle().take(question.iterations) {
        verify(token)?;
    }
    let elapsed = start.elapsed().as_nanos() as u64;
    Ok(json!({"outcome": "ok", "iterations": question.iterations, "elapsedNanoseconds": elapsed}))
}
