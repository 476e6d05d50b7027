import JWTConformance

/// One change to a specimen: what is changed, and a number from which everything about it follows.
package struct Move: Hashable, Sendable, Codable {
    /// What is changed.
    package let kind: Kind
    /// The seed of the dice that decide the rest.
    let salt: UInt64

    /// What a move changes.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        // Who signs; at most one of them matters.
        case signAsIssuer = "sign-as-issuer"
        case signAsIssuerByAnotherAlgorithm = "sign-by-another-algorithm"
        case signAsIssuerOddly = "sign-oddly"
        case signAsStranger = "sign-with-own-key"
        case signWithPublicText = "sign-with-public-text"
        case signWithGuessableSecret = "sign-with-guessable-secret"
        case signAsInsider = "sign-as-insider"
        case leaveUnsigned = "leave-unsigned"
        // The header
        case editAlgorithm = "edit-alg"
        case dropParameter = "drop-parameter"
        case repeatParameter = "repeat-parameter"
        case addParameter = "add-parameter"
        case setParameter = "set-parameter"
        case setCritical = "set-crit"
        case setType = "set-typ"
        case setKeyID = "set-kid"
        case embedKey = "embed-key"
        case respellHeader = "respell-header"
        // The claims
        case dropClaim = "drop-claim"
        case repeatClaim = "repeat-claim"
        case addClaim = "add-claim"
        case setClaim = "set-claim"
        case setTime = "set-time"
        case setParty = "set-party"
        case setAudience = "set-audience"
        case respellClaims = "respell-claims"
        case replacePayload = "replace-payload"
        // The text
        case respellHeaderSegment = "respell-header-segment"
        case respellPayloadSegment = "respell-payload-segment"
        case respellSignatureSegment = "respell-signature-segment"
        case editSegments = "edit-segments"
        case editToken = "edit-token"
        // The signature
        case editSignature = "edit-signature"
        case editSignatureIntegers = "edit-signature-integers"
        case changeSignatureLength = "change-signature-length"
        // The serialization
        case flatten
        case generalize
        case moveToUnprotected = "move-to-unprotected"
        case addToSerialization = "add-to-serialization"
        // The key
        case setKeyMember = "set-key-member"
        case dropKeyMember = "drop-key-member"
        case respellKeyMember = "respell-key-member"
        case changeKeyOctets = "change-key-octets"
        case useOtherKey = "use-other-key"
        case makeKeySet = "make-key-set"
        case editKeySet = "edit-key-set"
        case giveKeyAsText = "give-key-as-text"
        // The policy
        case allowAlgorithms = "allow-algorithms"
        case setNow = "set-now"
        case setLeeway = "set-leeway"
        case demandParty = "demand-party"
        case demandClaims = "demand-claims"
        case limitAge = "limit-age"
        case knowTokenIDs = "know-token-ids"
        case understandCritical = "understand-critical"
        // The questions before it
        case askBefore = "ask-before"
        case useOnce = "use-once"
    }

    /// The moves that make no difference where only the signature is verified.
    private static let aboutClaims: Set<Kind> = [
        .setTime, .setParty, .setAudience, .setNow, .setLeeway, .demandParty, .demandClaims, .limitAge, .knowTokenIDs,
        .useOnce,
    ]

    /// Makes the move; one that doesn't fit the specimen does nothing.
    func apply(to specimen: inout Specimen, _ setting: Setting) {
        var dice = Dice(salt)
        if Self.aboutClaims.contains(kind) { specimen.content = .claims }
        switch kind {
        case .signAsIssuer, .signAsIssuerByAnotherAlgorithm, .signAsIssuerOddly, .signAsStranger, .signWithPublicText,
            .signWithGuessableSecret, .signAsInsider, .leaveUnsigned:
            setting.sign(&specimen, kind, &dice)
        case .editAlgorithm, .dropParameter, .repeatParameter, .addParameter, .setParameter, .setCritical, .setType,
            .setKeyID, .embedKey, .respellHeader:
            setting.editHeader(of: &specimen, kind, &dice)
        case .dropClaim, .repeatClaim, .addClaim, .setClaim, .setTime, .setParty, .setAudience, .respellClaims,
            .replacePayload:
            setting.editClaims(of: &specimen, kind, &dice)
        case .respellHeaderSegment, .respellPayloadSegment, .respellSignatureSegment, .editSegments, .editToken,
            .flatten, .generalize, .moveToUnprotected, .addToSerialization:
            setting.editText(of: &specimen, kind, &dice)
        case .editSignature, .editSignatureIntegers, .changeSignatureLength:
            setting.editSignature(of: &specimen, kind, &dice)
        case .setKeyMember, .dropKeyMember, .respellKeyMember, .changeKeyOctets, .useOtherKey, .makeKeySet,
            .editKeySet, .giveKeyAsText:
            setting.editKey(of: &specimen, kind, &dice)
        case .allowAlgorithms, .setNow, .setLeeway, .demandParty, .demandClaims, .limitAge, .knowTokenIDs,
            .understandCritical, .askBefore, .useOnce:
            setting.editPolicy(of: &specimen, kind, &dice)
        }
    }
}

/// What moves know: the genuine token, and the keys there are.
struct Setting {
    let seed: Seed
    let keys: Keyring

    /// A JSON value that a reader may stumble over.
    static func oddValue(_ dice: inout Dice) -> String { dice.pick(oddValues) }

    private static let oddValues = [
        "null", "true", "false", "0", "1", "-1", "-0", "1.5", "1e2", "1E400", "-1e400", "9007199254740993",
        "18446744073709551616", "\"\"", "\"x\"", "\" \"", "\"0\"", "\"1\"", "\"true\"", "[]", "[\"\"]", "[\"x\"]",
        "[null]", "[[]]", "{}", "{\"x\":1}", "{\"\":null}", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"",
        "\"\\ud83d\\ude00\"", "\"\u{E9}\"", "\"e\u{301}\"", "\"\u{202E}x\"", "\"\\/\"", "\"" + longText + "\"",
        String(repeating: "[", count: 20) + String(repeating: "]", count: 20),
        String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
        "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":{\"c\":{\"d\":null}}}}", "2147483648", "4294967296", "1767225600",
    ]

    private static let longText = String(repeating: "long ", count: 700)

    /// Another spelling of JSON text, right or wrong.
    static func respell(_ text: [UInt8], _ dice: inout Dice) -> [UInt8] {
        guard !text.isEmpty else { return Array(dice.pick(["{}", " ", "null", "\0"]).utf8) }
        let inner = 1 + dice.below(max(1, text.count - 1))
        func put(_ string: String, at place: Int) -> [UInt8] {
            Array(text[..<min(place, text.count)]) + Array(string.utf8) + Array(text[min(place, text.count)...])
        }
        let braces = text.indices.filter { [0x7B, 0x7D, 0x3A, 0x2C].contains(text[$0]) }
        let brace = braces.isEmpty ? 0 : dice.pick(braces)
        switch dice.below(28) {
        case 0: return put(dice.pick([" ", "\n", "\t", "\r\n", "\u{A0}", "\u{0}", "\u{C}", "\u{2028}"]), at: brace + 1)
        case 1: return put(" ", at: brace)
        case 2: return Array("\u{FEFF}".utf8) + text
        case 3: return text + Array(dice.pick([" ", "\n", "x", "\0", "{}", ",", "}", "null", "//x", "\u{1A}"]).utf8)
        case 4: return Array(dice.pick([" ", "\n", "x", "\0", "/**/", "[", "\u{C}"]).utf8) + text
        case 5: return Array(text.dropLast())
        case 6: return Array(text.dropLast()) + Array(",}".utf8)
        case 7: return put(dice.pick(["/*x*/", "//x\n", "#x\n"]), at: brace + 1)
        case 8: return text.map { $0 == 0x22 ? 0x27 : $0 }
        case 9: return escaped(text, &dice)
        case 10: return put(dice.pick(["\\", "\\x", "\\u00", "\u{1}", "\n"]), at: inner)
        case 11: return Array(text[..<inner]) + [dice.pick([0xFF, 0xC0, 0x80, 0xED, 0xF8])] + Array(text[inner...])
        case 12:
            return Array(text[..<inner]) + dice.pick([[0xC0, 0xA2], [0xED, 0xA0, 0x80], [0xE2, 0x82]]) + text[inner...]
        case 13: return text.flatMap { [$0, 0] }
        case 14: return text.flatMap { [0, $0] }
        case 15: return [0xFF, 0xFE] + text.flatMap { [$0, 0] }
        case 16: return Array("[".utf8) + text + Array("]".utf8)
        case 17: return String(decoding: text, as: UTF8.self).quoted.utf8.map { $0 }
        case 18: return []
        case 19: return Array(dice.pick(["{}", "[]", "null", "true", "0", "\"\"", "\"x\"", "{", "}", " "]).utf8)
        case 20:
            return put(
                "\"x\":"
                    + dice.pick([
                        "NaN", "Infinity", "-Infinity", "undefined", "01", "+1", ".5", "1.", "0x1", "1e", "True",
                    ]) + ",",
                at: 1
            )
        case 21: return put("\"x\":" + oddValue(&dice) + ",", at: 1)
        case 22: return put("x:1,", at: 1)
        case 23: return put("\"\":1,", at: 1)
        case 24:
            return put(
                "\"x\":" + String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000) + ",",
                at: 1
            )
        case 25: return put("\"x\":\"" + String(repeating: "a", count: 600 << dice.below(6)) + "\",", at: 1)
        case 26:
            return Array(text[..<inner]) + [text[min(inner, text.count - 1)] ^ 0x20]
                + text[min(inner + 1, text.count)...]
        default: return put("\"a\":1,\"a\":2,", at: 1)
        }
    }

    /// One character of a name or a string as an escape: the same value.
    private static func escaped(_ text: [UInt8], _ dice: inout Dice) -> [UInt8] {
        let letters = text.indices.filter { (0x61...0x7A).contains(text[$0]) || text[$0] == 0x2F }
        guard !letters.isEmpty else { return text }
        let place = dice.pick(letters)
        let digits = String(text[place], radix: 16, uppercase: dice.oneIn(2))
        let escape = text[place] == 0x2F ? "\\/" : "\\u00" + (digits.count == 1 ? "0" : "") + digits
        return Array(text[..<place]) + Array(escape.utf8) + Array(text[(place + 1)...])
    }
}
