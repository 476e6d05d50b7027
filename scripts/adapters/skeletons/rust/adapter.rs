//! TODO: the name of your library, behind adapter protocol 1.

mod protocol;

use protocol::{Failure, Library, Question, Verifier};
use serde_json::{json, Value};

struct YourLibrary;

// TODO: impl From<your::Error> for Failure, so that `?` turns the library's errors into Failure::Reject, with a reason
// code of the vector files where you know it.

impl Library for YourLibrary {
    fn implementation(&self) -> Value {
        // TODO: the version that is in Cargo.lock; env!("CARGO_PKG_VERSION") where the adapter is part of the library.
        json!({"name": "TODO", "version": "0", "homepage": "https://example.com"})
    }

    fn capabilities(&self) -> Value {
        // TODO: what isn't declared isn't asked, and what is declared has to work. With sign, add it to the operations.
        json!({
            "operations": ["verify", "bench"], "algorithms": ["HS256"], "serializations": ["compact"],
            "contents": ["claims", "bytes"], "keys": ["jwk"], "policy": ["algorithms"], "clock": "system",
        })
    }

    fn verifier(&self, question: &Question) -> Result<Verifier, Failure> {
        // TODO: import the key here, once: question.key is a JWK or a JWK Set, question.pem the same key once more. Hand
        // key_text and key_octets over untouched, or don't declare them.
        // TODO: make the options from question.policy, and from it alone. Its algorithms are None where nothing is pinned.
        let _ = (&question.key, &question.policy);
        Ok(Box::new(|_token| {
            // TODO: verify, and return the payload: as it came for the content "bytes", as JSON for "claims".
            // Failure::Unsupported("algorithm:ES256K".into()) says what the library can't do.
            Err(Failure::Error("not written yet".into()))
        }))
    }

    // fn sign(&self, question: &Question) -> Result<String, Failure>
}

fn main() -> std::io::Result<()> {
    protocol::serve(&YourLibrary)
}
