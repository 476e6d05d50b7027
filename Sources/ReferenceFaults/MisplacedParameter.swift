import ReferenceJOSE
import StrictJSON

/// A header parameter that is looked for in the wrong place, or not in every right one.
package struct MisplacedParameter: Hashable, Sendable {
    /// The parameter.
    let parameter: String
    /// Where it's looked for first.
    let place: Place

    /// Where a parameter is looked for before the header.
    enum Place: String, Hashable, Sendable, CaseIterable {
        case unprotected = "the unprotected header"
        case protected = "the protected header alone"
        case payload = "the payload"
        case first = "the first signature"
        case last = "the last signature"
        case topLevel = "the token's own members"
    }
}

extension MisplacedParameter: WrongCheck {
    static let all: [MisplacedParameter] = [
        ("alg", [.unprotected, .protected, .payload, .first, .last, .topLevel]),
        ("kid", [.unprotected, .protected, .payload, .first, .last, .topLevel]),
        ("typ", [.unprotected, .payload, .first, .last, .topLevel]),
        ("crit", [.unprotected, .payload, .first, .last, .topLevel]),
        ("b64", [.unprotected, .payload, .topLevel]),
        ("enc", [.payload, .topLevel, .protected]),
    ].flatMap { parameter, places in
        places.map { (place: Place) in MisplacedParameter(parameter: parameter, place: place) }
    }

    var name: String {
        "\(parameter)-of-\(place.rawValue.replacing("'s", with: "").replacing(" ", with: "-"))"
    }

    var summary: String { "\(parameter) is looked for in \(place.rawValue)" }

    var check: Check {
        switch (parameter, place) {
        case ("crit", .unprotected): .critProtected
        case ("b64", .unprotected): .b64Protected
        case ("alg", .unprotected), ("kid", .unprotected): .headersDisjoint
        case ("alg", _): .algAllowed
        case ("kid", _): .keyFound
        case ("typ", _): .typ
        case ("crit", _): .critUnderstood
        case ("b64", _): .b64Critical
        default: .encrypted
        }
    }

    var onlyAccepts: Bool { false }
}

extension MisplacedParameter {
    /// Whether compact tokens are affected too.
    package var isOfPayload: Bool { place == .payload }

    /// The headers of a token with the parameter from where it's looked for.
    func moved(in parts: TokenParts, of token: [UInt8]) -> [JOSEHeader] {
        let headers = parts.entries.map(\.header)
        return headers.map { header in
            let own = header.unprotected[parameter]
            switch place {
            case .protected:
                return JOSEHeader(
                    protected: header.protected.object,
                    unprotected: header.unprotected.object.setting(parameter, to: nil)
                )
            case .unprotected: return header.moving(parameter, from: own)
            case .payload: return header.moving(parameter, from: Self.claims(of: parts)?[parameter])
            case .first: return header.moving(parameter, from: headers.first?[parameter])
            case .last: return header.moving(parameter, from: headers.last?[parameter])
            case .topLevel:
                return header.moving(parameter, from: (try? StrictText.parse(token.span))?.object?[parameter])
            }
        }
    }

    private static func claims(of parts: TokenParts) -> JSONObject? {
        guard let text = parts.payloadText, let octets = try? Base64URL.decode(text.span) else { return nil }
        return (try? StrictText.parse(octets.span))?.object
    }
}

extension JOSEHeader {
    /// The header with this value in its protected part, if there is one.
    fileprivate func moving(_ name: String, from value: JSON?) -> JOSEHeader {
        guard let value else { return self }
        return JOSEHeader(
            protected: protected.object.setting(name, to: value),
            unprotected: unprotected.object.setting(name, to: nil)
        )
    }
}
