//! josekit behind adapter protocol 1.

mod protocol;

use josekit::jwk::Jwk;
use josekit::jws::{self, JwsVerifier};
use josekit::jwt::{self, JwtPayloadValidator};
use josekit::JoseError;
use protocol::{Failure, Library, Question, Verifier};
use serde_json::{json, Value};
use std::time::{Duration, SystemTime};

struct JoseKit;

impl From<JoseError> for Failure {
    fn from(error: JoseError) -> Failure {
        let reason = match error {
            JoseError::InvalidSignature(_) => "signature",
            JoseError::InvalidJwkFormat(_) | JoseError::InvalidKeyFormat(_) => "key-malformed",
            JoseError::InvalidJwsFormat(_) | JoseError::InvalidJwtFormat(_) => "malformed",
            JoseError::UnsupportedSignatureAlgorithm(_) => "alg-not-allowed",
            _ => "",
        };
        Failure::Reject { reason, detail: error.to_string() }
    }
}

fn unsupported<T>(feature: &str) -> Result<T, Failure> {
    Err(Failure::Unsupported(feature.into()))
}

/// The verifier of one algorithm, which is the pin.
fn verifier_of(name: &str, key: &Jwk) -> Result<Box<dyn JwsVerifier>, Failure> {
    Ok(match name {
        "HS256" => Box::new(jws::HS256.verifier_from_jwk(key)?),
        "HS384" => Box::new(jws::HS384.verifier_from_jwk(key)?),
        "HS512" => Box::new(jws::HS512.verifier_from_jwk(key)?),
        "RS256" => Box::new(jws::RS256.verifier_from_jwk(key)?),
        "RS384" => Box::new(jws::RS384.verifier_from_jwk(key)?),
        "RS512" => Box::new(jws::RS512.verifier_from_jwk(key)?),
        "PS256" => Box::new(jws::PS256.verifier_from_jwk(key)?),
        "PS384" => Box::new(jws::PS384.verifier_from_jwk(key)?),
        "PS512" => Box::new(jws::PS512.verifier_from_jwk(key)?),
        "ES256" => Box::new(jws::ES256.verifier_from_jwk(key)?),
        "ES384" => Box::new(jws::ES384.verifier_from_jwk(key)?),
        "ES512" => Box::new(jws::ES512.verifier_from_jwk(key)?),
        "ES256K" => Box::new(jws::ES256K.verifier_from_jwk(key)?),
        "EdDSA" => Box::new(jws::EdDSA.verifier_from_jwk(key)?),
        other => return unsupported(&format!("algorithm:{other}")),
    })
}

impl Library for JoseKit {
    fn implementation(&self) -> Value {
        json!({"name": "josekit", "version": env!("LIBRARY_VERSION"), "homepage": "https://github.com/hidekatsu-izuno/josekit-rs"})
    }

    fn capabilities(&self) -> Value {
        json!({
            "operations": ["verify", "bench"],
            "algorithms": [
                "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                "ES256K", "EdDSA",
            ],
            "serializations": ["compact", "flattened", "general"], "contents": ["claims", "bytes"], "keys": ["jwk"],
            "policy": ["algorithms", "now", "issuer", "audience", "subject"], "clock": "injected",
        })
    }

    fn verifier(&self, question: &Question) -> Result<Verifier, Failure> {
        let policy = &question.policy;
        let name = match policy.algorithms.as_deref() {
            Some([name]) => name.clone(),
            Some(_) => return unsupported("policy:several-algorithms"),
            None => return unsupported("policy:unpinned"),
        };
        let Some(key) = &question.key else { return unsupported("key:none") };
        let verifier = verifier_of(&name, &Jwk::from_bytes(key.to_string())?)?;
        let mut validator = JwtPayloadValidator::new();
        if let Some(now) = policy.now {
            validator.set_base_time(SystemTime::UNIX_EPOCH + Duration::from_secs(now as u64));
        }
        if let Some(issuer) = &policy.issuer {
            validator.set_issuer(issuer);
        }
        if let Some(audience) = &policy.audience {
            validator.set_audience(audience);
        }
        if let Some(subject) = &policy.subject {
            validator.set_subject(subject);
        }
        let is_claims = question.content == "claims";
        Ok(Box::new(move |token| {
            if is_claims {
                let (payload, _) = jwt::decode_with_verifier(token, &*verifier)?;
                validator.validate(&payload)?;
                return Ok(payload.to_string().into_bytes());
            }
            let (payload, _) = match token.trim_start().starts_with('{') {
                true => jws::deserialize_json(token, &*verifier)?,
                false => jws::deserialize_compact(token, &*verifier)?,
            };
            Ok(payload)
        }))
    }
}

fn main() -> std::io::Result<()> {
    protocol::serve(&JoseKit)
}
