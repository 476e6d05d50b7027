import JWTAdapters
import JWTConformance
import ReferenceJOSE
import StrictJSON
import Testing

/// The examples of the RFCs, accepted as they stand and refused with one bit changed.
struct RFCExampleTests {
    private static func examples() throws -> [Vector] {
        let corpus = try Corpus(directory: CorpusLocation.sourceDirectory)
        let topics = corpus.topics.filter { $0.path.hasPrefix("rfc/") }
        return topics.flatMap(\.vectors).compactMap { corpus[$0] }
    }

    private static func accepted() throws -> [Vector] {
        try examples().filter { if case .accept = $0.expectation { true } else { false } }
    }

    private func isAccepted(_ question: Question) -> Bool {
        guard case .success(.accepted) = ReferenceVerifier().verdict(on: question) else { return false }
        return true
    }

    @Test(arguments: try examples())
    func `the verdict is the RFC's`(_ vector: Vector) throws {
        switch (ReferenceVerifier().verdict(on: vector.question), vector.expectation) {
        case (.success(.accepted(let token)), .accept(let payload)):
            #expect(token.payload == payload.bytes)
        case (.success(.rejected), .reject), (.failure(.key), .reject):
            break
        case (let verdict, .accept), (let verdict, .reject):
            Issue.record("\(verdict)")
        default:
            break
        }
    }

    @Test(arguments: try accepted())
    func `one bit of signature, header or payload changed is refused`(_ vector: Vector) throws {
        try #require(isAccepted(vector.question))
        guard case .text(let token) = vector.question.token else { return }
        let mutants = try token.hasPrefix("{") ? json(token) : compact(token)
        #expect(mutants.count >= 3)
        for mutant in mutants {
            var question = vector.question
            question.token = .text(mutant.token)
            #expect(!isAccepted(question), "\(mutant.what)")
        }
        guard let payload = vector.question.detachedPayload else { return }
        for position in positions(payload.bytes.count) {
            var question = vector.question
            question.detachedPayload?.bytes[position] ^= 1 << UInt8(position % 8)
            #expect(!isAccepted(question), "octet \(position) of the detached payload")
        }
    }

    private struct Mutant {
        let token: String
        let what: String
    }

    /// The first, the last, and some in between.
    private func positions(_ count: Int) -> [Int] {
        guard count > 0 else { return [] }
        return Set([0, count - 1, count / 2] + stride(from: 0, to: count, by: max(1, count / 8))).sorted()
    }

    /// A text with one bit of one octet changed at several places, behind base64url.
    private func changed(_ text: String) throws -> [String] {
        let octets = try #require(Octets(base64url: text)).bytes
        return positions(octets.count).map { position in
            var octets = octets
            octets[position] ^= 1 << UInt8(position % 8)
            return Octets(octets).base64url
        }
    }

    /// A text as it is with one bit of one octet changed, staying printable ASCII.
    private func changedPlainly(_ text: String) -> [String] {
        positions(text.utf8.count).map { position in
            var octets = Array(text.utf8)
            octets[position] = octets[position] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            return String(decoding: octets, as: UTF8.self)
        }
    }

    private func compact(_ token: String) throws -> [Mutant] {
        let segments = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        return try segments.indices.flatMap { index in
            let isPlain = index == 1 && Octets(base64url: segments[1]) == nil
            return try (isPlain ? changedPlainly(segments[index]) : changed(segments[index])).map { text in
                var segments = segments
                segments[index] = text
                return Mutant(token: segments.joined(separator: "."), what: "segment \(index): \(text)")
            }
        }
    }

    private func json(_ token: String) throws -> [Mutant] {
        let object = try #require(try JSONParser().parse(Array(token.utf8).span).object)
        var mutants: [Mutant] = []
        for (place, member) in object.members.enumerated() {
            for value in try values(member) {
                var members = object.members.map { ($0.name, $0.value) }
                members[place].1 = value
                let text = JSONWriter.text(.object(JSONObject(members)))
                mutants.append(Mutant(token: text, what: "\(member.name): \(JSONWriter.text(value))"))
            }
        }
        return mutants
    }

    /// The values that a member has after a change of what it encodes.
    private func values(_ member: JSONObject.Member) throws -> [JSON] {
        switch (member.name, member.value) {
        case ("payload", .string(let text)):
            let isPlain = Octets(base64url: text) == nil
            return try (isPlain ? changedPlainly(text) : changed(text)).map { .string($0) }
        case ("protected", .string(let text)), ("signature", .string(let text)):
            return try changed(text).map { .string($0) }
        case ("signatures", .array(let elements)):
            return try elements.indices.flatMap { index -> [JSON] in
                let object = try #require(elements[index].object)
                return try object.members.indices.flatMap { place in
                    try values(object.members[place]).map { value in
                        var members = object.members.map { ($0.name, $0.value) }
                        members[place].1 = value
                        var elements = elements
                        elements[index] = .object(JSONObject(members))
                        return .array(elements)
                    }
                }
            }
        default:
            return []
        }
    }
}
