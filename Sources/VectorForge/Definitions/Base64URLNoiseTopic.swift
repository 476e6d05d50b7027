import CryptoPrimitives
import JWTConformance
import ReferenceFaults
import ReferenceJOSE

/// Characters that aren't base64url, which a decoder may drop: kinds by places, counts and segments, and by what is signed.
///
/// A signature over the text as it stands is the issuer's. Over the text without the noise, it's that of a genuine token,
/// into which anybody can put noise.
@Sendable func base64URLNoiseTopic(_ forge: Forge) throws -> Topic {
    Topic(
        path: "encoding/noise.json",
        title: "Characters in base64url that a decoder may drop",
        groups: [try compactNoise(forge), try flattenedNoise(forge), try unusedBits(forge)] + (try keyNoise(forge))
    )
}

/// A character and how often it stands, for each place.
private struct Noise {
    let slug: String
    let text: String
    let words: String
    let place: Place
    let count: Int

    enum Place: String, CaseIterable { case before, inside, behind }

    /// The text with the noise in its place.
    func put(into text: String) -> String {
        let noise = String(repeating: self.text, count: count)
        return switch place {
        case .before: noise + text
        case .inside: text.inserting(noise, at: 8)
        case .behind: text + noise
        }
    }

    var id: String { "\(slug)-\(place.rawValue)-\(count)" }
    var summary: String { "\(["", "one", "two", "three", "four"][count]) \(words) \(place.rawValue)" }
    var check: Check { .rejecting(Array(text.utf8)[0]) }
}

/// The characters by kind: kinds of few characters have each of them in every place.
private let kinds: [[(slug: String, text: String, words: String)]] = [
    [("equals", "=", "equals sign")],
    [("plus", "+", "plus sign"), ("solidus", "/", "solidus")],
    [("space", " ", "space"), ("tab", "\t", "tab"), ("form-feed", "\u{0C}", "form feed")],
    [("line-feed", "\n", "line feed"), ("crlf", "\r\n", "line break of MIME"), ("return", "\r", "carriage return")],
    [("nul", "\0", "U+0000"), ("u-0001", "\u{1}", "U+0001"), ("delete", "\u{7F}", "U+007F")],
    [
        ("exclamation-mark", "!", "exclamation mark"), ("quotation-mark", "\"", "quotation mark"),
        ("number-sign", "#", "number sign"), ("dollar", "$", "dollar sign"), ("percent", "%", "percent sign"),
        ("ampersand", "&", "ampersand"), ("apostrophe", "'", "apostrophe"), ("parenthesis", "(", "parenthesis"),
        ("asterisk", "*", "asterisk"), ("comma", ",", "comma"), ("colon", ":", "colon"),
        ("semicolon", ";", "semicolon"), ("less-than", "<", "less-than sign"), ("question-mark", "?", "question mark"),
        ("at", "@", "at sign"), ("bracket", "[", "bracket"), ("backslash", "\\", "backslash"),
        ("circumflex", "^", "circumflex"), ("backtick", "`", "backtick"), ("brace", "}", "brace"),
        ("bar", "|", "vertical bar"), ("tilde", "~", "tilde"),
    ],
    [
        ("u-0080", "\u{80}", "U+0080"), ("e-acute", "\u{E9}", "U+00E9"), ("no-break-space", "\u{A0}", "U+00A0"),
        ("zero-width-space", "\u{200B}", "U+200B"), ("byte-order-mark", "\u{FEFF}", "U+FEFF"),
        ("fullwidth-a", "\u{FF21}", "U+FF21"),
    ],
]

/// The noise for one of the five segments and what they cover: every place, and counts in turn.
///
/// Four characters leave the length modulo four as it was, so that a decoder that counts before it drops isn't saved by
/// its count; one is what one that counts afterwards accepts.
private func noises(_ turn: Int) -> [Noise] {
    kinds.flatMap { kind in
        (0..<max(6, kind.count)).compactMap { index in
            // Of many characters, each stands in two of the five.
            guard kind.count <= 6 || (index + turn) % 5 < 2 else { return nil }
            let character = kind[index % kind.count]
            let place = Noise.Place.allCases[(index + turn) % 3]
            let count = index < 3 || (kind.count > 6 && index % 2 == 0) ? 4 : [1, 2, 3][(index / 3 + turn) % 3]
            return Noise(
                slug: character.slug,
                text: character.text,
                words: character.words + (count > 1 ? "s" : ""),
                place: place,
                count: character.text.utf8.count > 1 && character.text.first == "\r\n" ? max(1, count / 2) : count
            )
        }
    }
}

private func compactNoise(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("encoding/noise")
    let plain = try forge.hs256(#"{"alg":"HS256","typ":"JWT"}"#, #"{"sub":"alice","n":1}"#)
    let segments = plain.segments
    group.accept("plain", "the token that noise is put into", plain, ["RFC7515#2-4"])
    for (segment, name) in ["header", "payload", "signature"].enumerated() {
        for isGenuine in segment == 2 ? [true] : [false, true] {
            for noise in noises(segment * 2 + (isGenuine ? 1 : 0)) {
                var changed = segments
                changed[segment] = noise.put(into: segments[segment])
                let token =
                    isGenuine
                    ? Token(changed.joined(separator: "."))
                    : try Token.compact(segments: changed[0], changed[1], by: key, .hs256)
                group.reject(
                    "\(name)-\(isGenuine ? "genuine" : "signed")-\(noise.id)",
                    "\(noise.summary) the \(name)\(isGenuine ? " of a genuine token" : ", signed as it stands")",
                    token,
                    // A payload is decoded once its signature holds.
                    isGenuine && segment == 1 ? .signature : noise.check,
                    .twin("plain"),
                    refs: [noise.check.requirement]
                )
            }
        }
    }
    return group
}

/// A character of a kind that can stand in a string: U+0000 is rejected before it's decoded, and what follows a percent
/// sign may go with it.
private func escapable(
    _ kind: [(slug: String, text: String, words: String)],
    _ turn: Int
) -> (slug: String, text: String, words: String) {
    let characters = kind.filter { !["nul", "percent"].contains($0.slug) }
    return characters[turn % characters.count]
}

/// The same in JSON serialization, where any character can stand in a string.
private func flattenedNoise(_ forge: Forge) throws -> GroupDefinition {
    let key = try forge.key("hmac-a")
    var group = forge.bytesGroup("encoding/noise-flattened")
    let header = #"{"alg":"HS256","typ":"JWT"}"#.base64url
    let payload = #"{"sub":"alice","n":1}"#.base64url
    let tag = try key.sign(Array("\(header).\(payload)".utf8), .hs256).base64url
    let texts = ["protected": header, "payload": payload, "signature": tag]
    func token(_ name: String, _ text: String) -> Token {
        var changed = texts
        changed[name] = text.unicodeScalars.map {
            $0.value < 0x20 || "\"\\".unicodeScalars.contains($0) ? $0.jsonEscape : String($0)
        }.joined()
        let members = ["payload", "protected", "signature"].map { "\"\($0)\":\"\(changed[$0] ?? "")\"" }
        return Token("{\(members.joined(separator: ","))}")
    }
    let octets = Array(#"{"sub":"alice","n":1}"#.utf8)
    group.accept(
        "plain",
        "the token that noise is put into",
        token("payload", payload),
        ["RFC7515#2-4"],
        payload: octets
    )
    for (turn, name) in texts.keys.sorted().enumerated() {
        for (index, kind) in kinds.enumerated() {
            let character = escapable(kind, turn)
            let noise = Noise(
                slug: character.slug,
                text: character.text,
                words: character.words + "s",
                place: Noise.Place.allCases[(index + turn) % 3],
                count: character.text == "\r\n" ? 2 : 4
            )
            group.reject(
                "\(name)-\(noise.id)",
                "\(noise.summary) the \(name) text of a genuine token",
                token(name, noise.put(into: texts[name] ?? "")),
                name == "payload" ? .signature : noise.check,
                .twin("plain"),
                refs: [noise.check.requirement]
            )
        }
    }
    return group
}

extension Unicode.Scalar {
    /// The escape of JSON.
    fileprivate var jsonEscape: String {
        let digits = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

/// Bits behind the last octet, set in a genuine token: its signature is over another text.
private func unusedBits(_ forge: Forge) throws -> GroupDefinition {
    var group = forge.bytesGroup("encoding/unused-bits")
    let plain = try forge.hs256(#"{"alg":"HS256"} "#, #"{"sub":"alice"} "#)
    let segments = plain.segments
    group.accept("plain", "a header and a payload behind whose last octets are bits", plain, ["RFC4648#3.5-1"])
    for (segment, name) in ["header", "payload"].enumerated() {
        for (slug, words, step) in [("lowest", "the lowest", 1), ("highest", "the highest", 0)] {
            var changed = segments
            let alphabet = Array(SixBitText.alphabet)
            let bits = segments[segment].utf8.count % 4 == 2 ? 4 : 2
            guard let last = changed[segment].popLast(), let value = alphabet.firstIndex(of: last) else { continue }
            changed[segment].append(alphabet[value + (step == 1 ? 1 : 1 << (bits - 1))])
            group.reject(
                "\(name)-\(slug)",
                "\(words) of the bits behind the \(name) set in a genuine token",
                Token(changed.joined(separator: ".")),
                segment == 1 ? .signature : .base64TrailingBits,
                segment == 1
                    ? .unprovable("without the check of the signature, the bits themselves are found") : .twin("plain"),
                rule: "RFC7515#5.2-5",
                refs: ["RFC4648#3.5-1"]
            )
        }
    }
    return group
}

/// Noise in the members of keys.
private func keyNoise(_ forge: Forge) throws -> [GroupDefinition] {
    let members: [(Algorithm, String)] = [
        (.hs256, "k"), (.rs256, "n"), (.rs256, "e"), (.es256, "x"), (.es256, "y"), (.edDSA, "x"),
    ]
    return try members.enumerated().flatMap { turn, place in
        let (algorithm, member) = place
        let key = try forge.key(for: algorithm)
        let text = try key.jwk()[member]?.stringValue ?? ""
        // A + or a solidus is a value to those who read base64 too.
        return try kinds.enumerated().filter { $0.offset != 1 }.map { index, kind in
            let character = escapable(kind, turn)
            let noise = Noise(
                slug: character.slug,
                text: character.text,
                words: character.words + "s",
                place: text.count < 8 ? .behind : Noise.Place.allCases[(index + turn) % 3],
                count: character.text == "\r\n" ? 2 : 4
            )
            let name = algorithm.keyType.rawValue
            var group = GroupDefinition(
                "jwk/noise/\(name.lowercased())-\(member)-\(noise.id)",
                key: .init(jwk: try key.jwk(with: [member: .string(noise.put(into: text))])),
                policy: VerificationPolicy([algorithm.rawValue])
            )
            group.reject(
                "token",
                "an \(name) key with \(noise.summary) \(member)",
                try Token.compact(#"{"alg":"\#(algorithm.rawValue)","typ":"JWT"}"#, Forge.payload, by: key, algorithm),
                .jwkBase64,
                .twin("signature/algorithms/\(algorithm.slug)/plain")
            )
            return group
        }
    }
}
