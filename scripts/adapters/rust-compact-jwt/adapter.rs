//! compact-jwt behind adapter protocol 1.

mod protocol;

use compact_jwt::crypto::JwsRs256Verifier;
use compact_jwt::traits::JwsVerifier;
use compact_jwt::{Jwk, Jws, JwsCompact, JwsEs256Verifier, JwsHs256Signer, JwtError};
use protocol::{Failure, Library, Octets, Question, Verifier};
use serde_json::{json, Value};
use std::str::FromStr;

struct CompactJwt;

impl From<JwtError> for Failure {
    fn from(error: JwtError) -> Failure {
        let reason = match error {
            JwtError::InvalidSignature => "signature",
            JwtError::InvalidBase64 => "base64",
            JwtError::InvalidHeaderFormat | JwtError::InvalidCompactFormat => "malformed",
            JwtError::CriticalExtension => "crit",
            JwtError::ValidatorAlgMismatch => "alg-key-mismatch",
            _ => "",
        };
        Failure::Reject { reason, detail: format!("{error:?}") }
    }
}

fn unsupported<T>(feature: &str) -> Result<T, Failure> {
    Err(Failure::Unsupported(feature.into()))
}

/// The verifier of one algorithm.
enum Key {
    Hs256(JwsHs256Signer),
    Rs256(JwsRs256Verifier),
    Es256(JwsEs256Verifier),
}

impl Key {
    fn new(question: &Question, algorithm: &str) -> Result<Key, Failure> {
        let Some(key) = question.key.clone() else { return unsupported("key:none") };
        if algorithm == "HS256" {
            let secret = key["k"].as_str();
            if secret.is_none() && key["kty"] != "oct" {
                return Err(Failure::Reject { reason: "alg-key-mismatch", detail: "the key has no secret".into() });
            }
            return match secret.and_then(Octets::from_base64url) {
                Some(secret) => Ok(Key::Hs256(JwsHs256Signer::try_from(secret.0.as_slice())?)),
                None => unsupported("key:malformed-jwk"),
            };
        }
        // serde reads the library's type from JSON, and refuses in its place.
        let malformed = |error: serde_json::Error| Failure::Reject { reason: "key-malformed", detail: error.to_string() };
        let jwk: Jwk = serde_json::from_value(key).map_err(malformed)?;
        match algorithm {
            "RS256" => Ok(Key::Rs256(JwsRs256Verifier::try_from(&jwk)?)),
            "ES256" => Ok(Key::Es256(JwsEs256Verifier::try_from(&jwk)?)),
            other => unsupported(&format!("algorithm:{other}")),
        }
    }

    fn verify(&self, token: &JwsCompact) -> Result<Jws, JwtError> {
        match self {
            Key::Hs256(key) => key.verify(token),
            Key::Rs256(key) => key.verify(token),
            Key::Es256(key) => key.verify(token),
        }
    }
}

impl Library for CompactJwt {
    fn implementation(&self) -> Value {
        json!({"name": "compact-jwt", "version": env!("LIBRARY_VERSION"), "homepage": "https://github.com/kanidm/compact-jwt"})
    }

    fn capabilities(&self) -> Value {
        json!({
            "operations": ["verify", "bench"], "algorithms": ["HS256", "RS256", "ES256"], "serializations": ["compact"],
            "contents": ["claims", "bytes"], "keys": ["jwk"], "policy": ["algorithms"], "clock": "system",
        })
    }

    fn verifier(&self, question: &Question) -> Result<Verifier, Failure> {
        let key = match question.policy.algorithms.as_deref() {
            Some([algorithm]) => Key::new(question, algorithm)?,
            Some(_) => return unsupported("policy:several-algorithms"),
            None => return unsupported("policy:unpinned"),
        };
        let is_claims = question.content == "claims";
        Ok(Box::new(move |token| {
            let verified = key.verify(&JwsCompact::from_str(token)?)?;
            if is_claims {
                let detail = |error: serde_json::Error| Failure::Reject { reason: "json", detail: error.to_string() };
                return Ok(verified.from_json::<Value>().map_err(detail)?.to_string().into_bytes());
            }
            Ok(verified.payload().to_vec())
        }))
    }
}

fn main() -> std::io::Result<()> {
    protocol::serve(&CompactJwt)
}
