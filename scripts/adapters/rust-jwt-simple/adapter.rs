//! jwt-simple behind adapter protocol 1.

mod protocol;

use jwt_simple::prelude::*;
use jwt_simple::JWTError;
use protocol::{Failure, Library, Octets, Question, Verifier};
use serde_json::{json, Value};

struct JwtSimple;

fn rejected(error: jwt_simple::Error) -> Failure {
    let detail = error.to_string();
    let reason = match error.downcast_ref::<JWTError>() {
        Some(JWTError::TokenHasExpired) => "expired",
        Some(JWTError::TokenNotValidYet) => "not-yet-valid",
        Some(JWTError::InvalidSignature | JWTError::InvalidAuthenticationTag) => "signature",
        Some(JWTError::AlgorithmMismatch) => "alg-not-allowed",
        Some(JWTError::RequiredIssuerMismatch | JWTError::RequiredIssuerMissing) => "issuer",
        Some(JWTError::RequiredAudienceMismatch | JWTError::RequiredAudienceMissing) => "audience",
        Some(JWTError::RequiredSubjectMismatch | JWTError::RequiredSubjectMissing) => "subject",
        _ => "",
    };
    Failure::Reject { reason, detail }
}

fn unsupported<T>(feature: &str) -> Result<T, Failure> {
    Err(Failure::Unsupported(feature.into()))
}

fn options(question: &Question) -> VerificationOptions {
    let policy = &question.policy;
    VerificationOptions {
        artificial_time: policy.now.map(|now| UnixTimeStamp::from_secs(now as u64)),
        time_tolerance: Some(Duration::from_secs(policy.leeway)),
        allowed_issuers: policy.issuer.clone().map(|issuer| [issuer].into_iter().collect()),
        allowed_audiences: policy.audience.clone().map(|audience| [audience].into_iter().collect()),
        required_subject: policy.subject.clone(),
        ..Default::default()
    }
}

/// Each algorithm has a type of its own for its keys, which is the pin.
macro_rules! verifying {
    ($key:expr, $options:expr) => {{
        let key = $key.map_err(rejected)?;
        let options = $options;
        Ok(Box::new(move |token: &str| {
            key.verify_token::<Value>(token, Some(options.clone())).map_err(rejected)?;
            let payload = token.split('.').nth(1).and_then(Octets::from_base64url);
            payload.map(|octets| octets.0).ok_or(Failure::Error("the payload isn't base64url".into()))
        }) as Verifier)
    }};
}

impl Library for JwtSimple {
    fn implementation(&self) -> Value {
        json!({"name": "jwt-simple", "version": env!("LIBRARY_VERSION"), "homepage": "https://github.com/jedisct1/rust-jwt-simple"})
    }

    fn capabilities(&self) -> Value {
        json!({
            "operations": ["verify", "bench"],
            "algorithms": [
                "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
            ],
            "serializations": ["compact"], "contents": ["claims"], "keys": ["jwk", "text"],
            "policy": ["algorithms", "now", "leeway", "issuer", "audience", "subject"], "clock": "injected",
        })
    }

    fn verifier(&self, question: &Question) -> Result<Verifier, Failure> {
        let name = match question.policy.algorithms.as_deref() {
            Some([name]) => name.as_str(),
            Some(_) => return unsupported("policy:several-algorithms"),
            None => return unsupported("policy:unpinned"),
        };
        let options = options(question);
        if let Some(key) = &question.key {
            if ["use", "key_ops", "alg", "keys"].iter().any(|member| !key[*member].is_null()) {
                return unsupported(if key["keys"].is_null() { "key:jwk-purpose" } else { "key:jwks" });
            }
        }
        if name.starts_with("HS") {
            let secret = match (&question.key, &question.key_text) {
                (Some(key), _) => key["k"].as_str().and_then(Octets::from_base64url).map(|octets| octets.0),
                (_, text) => text.clone().map(String::into_bytes),
            };
            let Some(secret) = secret else { return unsupported("key:malformed-jwk") };
            return match name {
                "HS256" => verifying!(Ok(HS256Key::from_bytes(&secret)), options),
                "HS384" => verifying!(Ok(HS384Key::from_bytes(&secret)), options),
                _ => verifying!(Ok(HS512Key::from_bytes(&secret)), options),
            };
        }
        let Some(pem) = question.pem.as_ref().or(question.key_text.as_ref()) else {
            return unsupported("key:jwk-without-pem");
        };
        match name {
            "RS256" => verifying!(RS256PublicKey::from_pem(pem), options),
            "RS384" => verifying!(RS384PublicKey::from_pem(pem), options),
            "RS512" => verifying!(RS512PublicKey::from_pem(pem), options),
            "PS256" => verifying!(PS256PublicKey::from_pem(pem), options),
            "PS384" => verifying!(PS384PublicKey::from_pem(pem), options),
            "PS512" => verifying!(PS512PublicKey::from_pem(pem), options),
            "ES256" => verifying!(ES256PublicKey::from_pem(pem), options),
            "ES384" => verifying!(ES384PublicKey::from_pem(pem), options),
            "EdDSA" => verifying!(Ed25519PublicKey::from_pem(pem), options),
            other => unsupported(&format!("algorithm:{other}")),
        }
    }
}

fn main() -> std::io::Result<()> {
    protocol::serve(&JwtSimple)
}
