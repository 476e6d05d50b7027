//! jsonwebtoken behind adapter protocol 1.

mod protocol;

use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{decode, decode_header, encode, Algorithm, DecodingKey, EncodingKey, Header, Validation};
use protocol::{Failure, Library, Octets, Question, Verifier};
use serde_json::{json, Value};

struct JsonWebToken;

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let reason = match error.kind() {
            ErrorKind::InvalidSignature => "signature",
            ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => "alg-not-allowed",
            ErrorKind::InvalidEcdsaKey | ErrorKind::InvalidRsaKey(_) | ErrorKind::InvalidKeyFormat => "key-malformed",
            ErrorKind::ExpiredSignature => "expired",
            ErrorKind::ImmatureSignature => "not-yet-valid",
            ErrorKind::InvalidIssuer => "issuer",
            ErrorKind::InvalidAudience => "audience",
            ErrorKind::InvalidSubject => "subject",
            ErrorKind::MissingRequiredClaim(_) => "claim-missing",
            ErrorKind::InvalidToken => "malformed",
            ErrorKind::Base64(_) => "base64",
            ErrorKind::Json(_) | ErrorKind::Utf8(_) => "json",
            _ => "",
        };
        Failure::Reject { reason, detail: error.to_string() }
    }
}

/// serde reads the library's types from JSON, and refuses in its place.
fn malformed(error: serde_json::Error) -> Failure {
    Failure::Reject { reason: "key-malformed", detail: error.to_string() }
}

fn unsupported<T>(feature: &str) -> Result<T, Failure> {
    Err(Failure::Unsupported(feature.into()))
}

fn algorithm(name: &str) -> Result<Algorithm, Failure> {
    name.parse().or_else(|_| unsupported(&format!("algorithm:{name}")))
}

fn secret(jwk: &Value) -> Option<Vec<u8>> {
    Octets::from_base64url(jwk["k"].as_str()?).map(|octets| octets.0)
}

enum Key {
    One(Box<DecodingKey>),
    Set(JwkSet),
}

fn key(question: &Question, first: Algorithm) -> Result<Key, Failure> {
    if let Some(text) = question.key_text.as_ref().map(String::as_bytes) {
        return Ok(Key::One(Box::new(match format!("{first:?}").as_bytes() {
            [b'H', ..] => DecodingKey::from_secret(text),
            [b'E', b'S', ..] => DecodingKey::from_ec_pem(text)?,
            [b'E', b'd', ..] => DecodingKey::from_ed_pem(text)?,
            _ => DecodingKey::from_rsa_pem(text)?,
        })));
    }
    let key = question.key.clone().unwrap_or_default();
    if key["crv"] == "Ed448" {
        return unsupported("algorithm:Ed448");
    }
    if !key["keys"].is_null() {
        return Ok(Key::Set(serde_json::from_value(key).map_err(malformed)?));
    }
    if key["kty"] == "oct" {
        // from_jwk would take `k` for the other base64, with + and /.
        return match secret(&key) {
            Some(secret) => Ok(Key::One(Box::new(DecodingKey::from_secret(&secret)))),
            None => unsupported("key:malformed-jwk"),
        };
    }
    let jwk: Jwk = serde_json::from_value(key).map_err(malformed)?;
    Ok(Key::One(Box::new(DecodingKey::from_jwk(&jwk)?)))
}

fn validation(question: &Question) -> Result<Validation, Failure> {
    let policy = &question.policy;
    let mut validation = Validation::default();
    if let Some(names) = &policy.algorithms {
        validation.algorithms = names.iter().map(|name| algorithm(name)).collect::<Result<_, _>>()?;
    }
    validation.leeway = policy.leeway;
    validation.validate_exp = policy.now.is_some();
    validation.validate_nbf = policy.now.is_some();
    // Without a place in this list, the other three are compared only where the token has them.
    let mut required = policy.required_claims.clone();
    if let Some(issuer) = &policy.issuer {
        validation.set_issuer(&[issuer]);
        required.push("iss".into());
    }
    if let Some(audience) = &policy.audience {
        validation.set_audience(&[audience]);
        required.push("aud".into());
    }
    if let Some(subject) = &policy.subject {
        validation.sub = Some(subject.clone());
        required.push("sub".into());
    }
    if let Some(other) = required.iter().find(|name| !["exp", "nbf", "aud", "iss", "sub"].contains(&name.as_str())) {
        return unsupported(&format!("policy:requiredClaims:{other}"));
    }
    validation.set_required_spec_claims(&required);
    Ok(validation)
}

impl Library for JsonWebToken {
    fn implementation(&self) -> Value {
        json!({"name": "jsonwebtoken", "version": env!("LIBRARY_VERSION"), "homepage": "https://github.com/Keats/jsonwebtoken"})
    }

    fn capabilities(&self) -> Value {
        json!({
            "operations": ["verify", "sign", "bench"],
            "algorithms": [
                "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
            ],
            "serializations": ["compact"], "contents": ["claims", "bytes"], "keys": ["jwk", "jwks", "text"],
            "policy": ["algorithms", "leeway", "issuer", "audience", "subject", "requiredClaims"],
            "clock": "system",
        })
    }

    fn verifier(&self, question: &Question) -> Result<Verifier, Failure> {
        let validation = validation(question)?;
        let key = key(question, validation.algorithms[0])?;
        let is_bytes = question.content == "bytes";
        Ok(Box::new(move |token| {
            let data = match &key {
                Key::One(key) => decode::<Value>(token, key, &validation)?,
                Key::Set(set) => {
                    let kid = decode_header(token)?.kid.unwrap_or_default();
                    let detail = "no key of the set has the kid of the token".into();
                    let jwk = set.find(&kid).ok_or(Failure::Reject { reason: "key-not-found", detail })?;
                    decode::<Value>(token, &DecodingKey::from_jwk(jwk)?, &validation)?
                }
            };
            if is_bytes {
                // The library reads every payload as claims: here are the octets that it verified.
                let payload = token.split('.').nth(1).and_then(Octets::from_base64url);
                return payload.map(|octets| octets.0).ok_or(Failure::Error("the payload isn't base64url".into()));
            }
            Ok(data.claims.to_string().into_bytes())
        }))
    }

    fn sign(&self, question: &Question) -> Result<String, Failure> {
        let detail = |error: serde_json::Error| Failure::Reject { reason: "header", detail: error.to_string() };
        let header: Header = serde_json::from_value(question.header.clone()).map_err(detail)?;
        if json!(header) != question.header {
            return unsupported("sign:header"); // the type has the registered parameters alone
        }
        let claims: Value = serde_json::from_slice(&question.payload.0).unwrap_or_default();
        if claims.to_string().as_bytes() != question.payload.0 {
            return unsupported("sign:payload"); // it signs claims, which serde spells in its own way
        }
        let pem = question.pem.as_deref().unwrap_or_default().as_bytes();
        let secret = question.key.as_ref().and_then(secret);
        let key = match (format!("{:?}", header.alg).as_bytes(), secret) {
            (_, Some(secret)) => EncodingKey::from_secret(&secret),
            _ if pem.is_empty() => return unsupported("key:jwk-without-pem"),
            ([b'E', b'S', ..], _) => EncodingKey::from_ec_pem(pem)?,
            ([b'E', b'd', ..], _) => EncodingKey::from_ed_pem(pem)?,
            _ => EncodingKey::from_rsa_pem(pem)?,
        };
        Ok(encode(&header, &claims, &key)?)
    }
}

fn main() -> std::io::Result<()> {
    protocol::serve(&JsonWebToken)
}
