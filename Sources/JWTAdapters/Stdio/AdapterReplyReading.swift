package import JWTConformance

/// What a program did that the protocol doesn't allow, in words.
package struct ProtocolViolation: Error, Hashable, Sendable {
    package let what: String

    package init(_ what: String) {
        self.what = what
    }
}

extension AdapterReply {
    /// The reply as an answer to `verify`.
    package func answer() throws(ProtocolViolation) -> Answer {
        switch outcome {
        case "accept": .accept(payload: try needed(payload, "payload"))
        case "reject": .reject(reason: reason, detail: detail)
        case "unsupported": .unsupported(feature: try needed(feature, "feature"))
        case "error": .error(detail: try needed(detail, "detail"))
        case .some(let other): throw ProtocolViolation("unknown outcome \(Excerpt(other))")
        case .none: throw ProtocolViolation("a reply without the member outcome")
        }
    }

    /// The reply as an answer to `hello`.
    package func profile() throws(ProtocolViolation) -> ImplementationProfile {
        guard let version = self.protocol, let profile = implementation else {
            throw ProtocolViolation("the reply to hello lacks protocol or implementation")
        }
        guard version == AdapterRequest.protocolVersion else {
            throw ProtocolViolation(
                "it speaks adapter protocol \(version); expected \(AdapterRequest.protocolVersion)"
            )
        }
        return profile
    }

    private func needed<Member>(_ member: Member?, _ name: String) throws(ProtocolViolation) -> Member {
        guard let member else { throw ProtocolViolation("\(outcome ?? "a reply") without \(name)") }
        return member
    }
}

/// The beginning of a text from a program, in quotes and on one line, fit for a message.
struct Excerpt: CustomStringConvertible {
    private static let longest = 120

    let description: String

    init(_ text: some StringProtocol) {
        let start = text.prefix(Self.longest)
        description =
            String(start).debugDescription.bounded(to: 4 * Self.longest) + (start.endIndex < text.endIndex ? "…" : "")
    }

    init(_ bytes: [UInt8]) {
        self.init(String(decoding: bytes.prefix(Self.longest * 4), as: UTF8.self))
    }
}
