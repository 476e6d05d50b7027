import JWTConformance
import ReferenceJOSE

/// The families that every profile has; what a member adds is said where the profile is defined.
extension GroupDefinition {
    /// A valid token of a profile: the twin of the group's refusals.
    mutating func acceptPlain(_ profile: TokenProfile, _ summary: String) throws {
        accept("plain", summary, try profile.token(), profile.refs)
    }

    /// One vector for each claim that a valid token has to have.
    ///
    /// - Parameters:
    ///   - profile: the profile.
    ///   - claims: each claim with what can't be known without it.
    ///   - level: how binding the profile's demand is.
    /// - Throws: what libcrypto says if the profile's key can't sign.
    mutating func rejectMissing(
        _ profile: TokenProfile,
        _ claims: KeyValuePairs<String, String>,
        level: Level = .must
    ) throws {
        for (name, reason) in claims {
            reject(
                "no-\(name.translated("_", "-"))",
                "no \(name): \(reason)",
                try profile.token { $0.without(name) },
                .requiredClaims,
                .twin("plain"),
                refs: profile.presence,
                level: level
            )
        }
    }

    /// One vector for each value of a claim that isn't the expected one.
    ///
    /// - Parameters:
    ///   - profile: the profile.
    ///   - claim: the claim.
    ///   - check: the check that compares it.
    ///   - values: the last part of the id, what the vector adds, and the value as JSON text.
    ///   - level: how binding the profile's demand is.
    ///   - refs: the rules, if they aren't the profile's in general.
    /// - Throws: what libcrypto says if the profile's key can't sign.
    mutating func rejectOther(
        _ profile: TokenProfile,
        _ claim: String,
        _ check: Check,
        _ values: [(name: String, summary: String, value: String)],
        level: Level = .must,
        refs: [String]? = nil
    ) throws {
        for (name, summary, value) in values {
            reject(
                name,
                summary,
                try profile.token { $0.with(claim, value) },
                check,
                .twin("plain"),
                refs: refs ?? profile.values,
                level: level
            )
        }
    }

    /// One vector for each `typ` that isn't the profile's.
    ///
    /// - Parameters:
    ///   - profile: the profile.
    ///   - types: the last part of the id, what the vector adds, and the `typ`; `nil`: the header has none.
    ///   - level: how binding the profile's demand is.
    /// - Throws: what libcrypto says if the profile's key can't sign.
    mutating func rejectTypes(
        _ profile: TokenProfile,
        _ types: [(name: String, summary: String, type: String?)],
        level: Level = .must
    ) throws {
        for (name, summary, type) in types {
            reject(
                "typ-\(name)",
                summary,
                try profile.token(typ: type),
                .typ,
                .twin("plain"),
                refs: profile.typing,
                level: level
            )
        }
    }

    /// A token that is valid but for its lack of a signature.
    mutating func rejectUnsecured(_ profile: TokenProfile, _ summary: String, refs: [String] = []) {
        reject("alg-none", summary, profile.unsecuredToken(), .algNone, .twin("plain"), refs: refs)
    }
}
