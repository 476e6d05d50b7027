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
        // TODO: what the library can do. What you don't declare is skipped; what you declare has to work. If you write
        // sign, add it to the operations.
        json!({
            "operations": ["verify", "bench"], "algorithms": ["HS256"], "serializations": ["compact"],
            "contents": ["claims", "bytes"], "keys": ["jwk"], "policy": ["algorithms"], "clock": "system",
        })
    }

    fn verifier(&self, question: &Question) -> Result<Verifier, Failure> {
        // TODO: import the key here, once. question.key is a JWK or a JWK Set; question.pem is the same key as PEM, if it has
        // that form. A library that takes raw secrets gets Octets::from_base64url of the member k if kty is "oct": declare
        // "jwk" all the same. Hand key_text and key_octets over unchanged, or don't declare them.
        // TODO: build the options from question.policy and nothing else. Its algorithms are None if the user doesn't restrict
        // which algorithms are accepted.
        let _ = (&question.key, &question.policy);
        Ok(Box::new(|_token| {
            // TODO: verify the token. Return the payload as the library returned it for the content "bytes", or the claims
            // as JSON for "claims". If the library can't do it: Failure::Unsupported("algorithm:ES256K".into()).
            Err(Failure::Error("not written yet".into()))
        }))
    }

    // fn sign(&self, question: &Question) -> Result<String, Failure>
}

fn main() -> std::io::Result<()> {
    protocol::serve(&YourLibrary)
}
