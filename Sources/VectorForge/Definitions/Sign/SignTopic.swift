import FoundationEssentials
import JWTConformance
import ReferenceJOSE

/// A file of sign vectors in the making.
struct SignTopic {
    /// Where the file lies in the corpus: below `sign/`.
    let path: String
    /// Its title.
    let title: String
    /// Its groups.
    let groups: [SignGroup]

    /// The file.
    var file: SignVectorFile {
        SignVectorFile(title: title, groups: groups.map(\.group))
    }
}

/// A group in the making: sign vectors that share a key.
struct SignGroup {
    private(set) var group: SignVectorFile.Group

    /// Begins a group for a key of the corpus.
    init(_ id: String, _ key: ForgeKey) {
        group = SignVectorFile.Group(id: "sign/\(id)", key: .init(ref: key.id), tests: [])
    }

    /// Begins a group for a key in place.
    ///
    /// - Parameters:
    ///   - id: the prefix of its vectors' ids, without `sign/`.
    ///   - jwk: the key to sign with.
    ///   - verification: the key that verifies, if it differs and a token is possible.
    init(_ id: String, jwk: JSONValue, verification: JSONValue? = nil) {
        let key = SignVectorFile.Key(jwk: jwk, verification: verification)
        group = SignVectorFile.Group(id: "sign/\(id)", key: key, tests: [])
    }

    /// A request that has to be answered with a token.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - header: the header, as JSON text.
    ///   - refs: the rules.
    ///   - payload: what to sign.
    ///   - level: how binding the rule is.
    /// - Throws: an error if the header isn't JSON.
    mutating func produce(
        _ name: String,
        _ summary: String,
        _ header: String,
        _ refs: [String],
        payload: [UInt8] = Array(Forge.payload.utf8),
        level: Level = .must
    ) throws {
        group.tests.append(try test(name, summary, header, "produce", refs, payload, level))
    }

    /// A request that the signer must refuse.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - header: the header, as JSON text.
    ///   - reason: why.
    ///   - refs: the rules.
    ///   - payload: what to sign.
    ///   - level: how binding the rule is.
    /// - Throws: an error if the header isn't JSON.
    mutating func refuse(
        _ name: String,
        _ summary: String,
        _ header: String,
        _ reason: ReasonCode,
        _ refs: [String],
        payload: [UInt8] = Array(Forge.payload.utf8),
        level: Level = .must
    ) throws {
        var test = try test(name, summary, header, "refuse", refs, payload, level)
        test.reason = reason
        group.tests.append(test)
    }

    /// A request where the RFCs leave room; a token that comes has to be what was asked for.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - header: the header, as JSON text.
    ///   - why: the room that the RFCs leave.
    ///   - refs: the rules.
    ///   - isAskedTwice: whether it's asked twice, to see whether the same token comes.
    /// - Throws: an error if the header isn't JSON.
    mutating func record(
        _ name: String,
        _ summary: String,
        _ header: String,
        why: String,
        _ refs: [String],
        isAskedTwice: Bool = false
    ) throws {
        var test = try test(name, summary, header, "either", refs, Array(Forge.payload.utf8), .info)
        test.why = why
        test.twice = isAskedTwice ? true : nil
        group.tests.append(test)
    }

    private func test(
        _ name: String,
        _ summary: String,
        _ header: String,
        _ expect: String,
        _ refs: [String],
        _ payload: [UInt8],
        _ level: Level
    ) throws -> SignVectorFile.Test {
        var test = SignVectorFile.Test(
            id: "\(group.id)/\(name)",
            summary: summary,
            header: try JSONDecoder().decode(JSONValue.self, from: Data(header.utf8)),
            payload: Octets(payload),
            expect: expect
        )
        test.level = level == .must ? nil : level
        test.refs = refs
        return test
    }
}

extension ForgeKey {
    /// The signing half with members set, or taken away where the value is `nil`.
    func signing(_ changes: [String: JSONValue?] = [:]) -> JSONValue {
        guard case .object(var members) = record.signing ?? record.verification else { return .null }
        for (name, value) in changes { members[name] = value }
        return .object(members)
    }
}
