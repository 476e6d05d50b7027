import JWTConformance
import ReferenceJOSE

/// A token in the making: octets, most often text.
struct Token {
    let bytes: [UInt8]
    /// How to make it for another time, if that is possible.
    var recipe: VectorFile.Mint?

    /// The token as text, if it is UTF-8.
    var text: String? { String(validating: bytes, as: UTF8.self) }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Signs a header and a payload in compact serialization.
    ///
    /// - Parameters:
    ///   - header: the octets of the header.
    ///   - payload: the octets of the payload.
    ///   - key: the key to sign with.
    ///   - algorithm: the algorithm to sign with, whatever the header says.
    /// - Returns: the token.
    /// - Throws: what libcrypto says if the key can't sign by the algorithm.
    static func compact(
        _ header: [UInt8],
        _ payload: [UInt8],
        by key: ForgeKey,
        _ algorithm: Algorithm
    ) throws -> Token {
        try compact(segments: header.base64url, payload.base64url, by: key, algorithm)
    }

    /// Signs a header and a payload, both JSON text, in compact serialization.
    ///
    /// It can be made for a system clock: times near the vectors' `now` move with the clock.
    static func compact(
        _ header: String,
        _ payload: String,
        by key: ForgeKey,
        _ algorithm: Algorithm
    ) throws -> Token {
        var token = try compact(Array(header.utf8), Array(payload.utf8), by: key, algorithm)
        guard World.current.conditions == World.Conditions() else { return token }
        token.recipe = VectorFile.Mint(key: key.id, header: header, claims: relative(payload))
        return token
    }

    /// A claims set with its times near the corpus's `now` said from it: `${now+60}`.
    private static func relative(_ claims: String) -> String {
        claims.replacing(/[0-9]+/) { match in
            guard match.output.utf8.count == 10, let time = Int64(match.output) else { return String(match.output) }
            let seconds = time - Forge.now
            guard abs(seconds) < 100_000 else { return String(match.output) }
            return seconds == 0 ? "${now}" : "${now\(seconds < 0 ? "" : "+")\(seconds)}"
        }
    }

    /// A token with a signature of a kind, found by counting.
    ///
    /// - Parameters:
    ///   - key: the key to sign with.
    ///   - algorithm: the algorithm.
    ///   - isWanted: whether a signature is of the kind.
    /// - Returns: the first such token.
    /// - Throws: ``ForgeError`` if none of ten thousand signatures is.
    static func compact(
        by key: ForgeKey,
        _ algorithm: Algorithm,
        where isWanted: ([UInt8]) -> Bool
    ) throws -> Token {
        for counter in 0..<10_000 {
            let header = #"{"alg":"\#(algorithm.rawValue)","kid":"\#(counter)"}"#
            let token = try Token.compact(header, Forge.payload, by: key, algorithm)
            if isWanted(token.signature) { return token }
        }
        throw ForgeError("no signature is of this kind")
    }

    /// Signs two segments as they are, in whatever encoding.
    static func compact(
        segments header: String,
        _ payload: String,
        by key: ForgeKey,
        _ algorithm: Algorithm
    ) throws -> Token {
        let input = "\(header).\(payload)"
        return Token("\(input).\(try key.sign(Array(input.utf8), algorithm).base64url)")
    }

    /// Replaces the signature.
    func withSignature(_ signature: [UInt8]) -> Token {
        withSignature(text: signature.base64url)
    }

    /// Replaces the third segment.
    func withSignature(text: String) -> Token {
        Token("\(String(decoding: signingInput, as: UTF8.self)).\(text)")
    }

    /// The octets that the signature covers.
    var signingInput: [UInt8] {
        Array(bytes[..<(bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex)])
    }

    /// The octets of the signature.
    var signature: [UInt8] {
        let segments = String(decoding: bytes, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false)
        return segments.last.flatMap { Octets(base64url: $0) }?.bytes ?? []
    }

    /// The three segments.
    var segments: [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// Flips the lowest bit of one octet of a segment.
    ///
    /// - Parameters:
    ///   - segment: 0, 1 or 2.
    ///   - position: which octet; negative counts from the end.
    /// - Returns: the token with another segment, its signature left as it was.
    func flipped(segment: Int, at position: Int) -> Token {
        var segments = segments
        var octets = Octets(base64url: segments[segment])?.bytes ?? []
        octets[position < 0 ? octets.count + position : position] ^= 1
        segments[segment] = octets.base64url
        return Token(segments.joined(separator: "."))
    }
}

extension [UInt8] {
    /// The octets as base64url.
    var base64url: String { Octets(World.current.carried(self)).base64url }
}

extension String {
    /// The octets of the text, as base64url.
    var base64url: String { Array(utf8).base64url }
}
