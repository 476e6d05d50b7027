import FoundationEssentials
package import JWTConformance

/// The key server: a program on loopback that answers as a scenario says, and records every request.
///
/// It is `key-server` of the adapters' folder, and speaks the framing of adapter protocol 1.
package struct KeyServer: Sendable {
    private static let limit = Duration.seconds(20)

    private let program: StdioVerifier
    /// The addresses of its origins, by their names.
    package let origins: [String: String]
    /// The certificate of the authority that was made for this run, in PEM.
    package let caFile: String

    private struct Description: Decodable {
        let caFile: String
        let origins: [String: String]
    }

    /// Starts the server.
    ///
    /// - Parameter directory: the folder of the adapters.
    /// - Throws: `VerifierFault` if the program can't be started, or doesn't say its addresses.
    package init(adapters directory: String) async throws(VerifierFault) {
        program = StdioVerifier(
            command: ["\(directory)/key-server/run"],
            limits: .init(processorSeconds: 600)
        )
        let description = try await Self.ask(program, "origins", [:]) { try? Description(json: $0) }
        (origins, caFile) = (description.origins, description.caFile)
    }

    /// What the server answers from now on.
    ///
    /// - Parameters:
    ///   - play: the first segment of the paths of one play.
    ///   - answers: by path, each a list whose last element stays.
    /// - Throws: `VerifierFault` if the server fails.
    package func put(_ play: String, _ answers: [String: [JSONValue]]) async throws(VerifierFault) {
        let values = answers.mapValues { JSONValue.array($0) }
        try await Self.tell(program, "put", ["play": .string(play), "answers": .object(values)])
    }

    /// The requests of a play since the last time.
    package func take(_ play: String) async throws(VerifierFault) -> [KeyRequestRecord] {
        try await Self.ask(program, "take", ["play": .string(play)]) { try? [KeyRequestRecord](json: $0) }
    }

    /// Forgets a play.
    package func drop(_ play: String) async {
        try? await Self.tell(program, "drop", ["play": .string(play)])
    }

    /// Ends the server.
    package func finish() async { await program.finish() }

    private static func tell(
        _ program: StdioVerifier,
        _ op: String,
        _ members: [String: JSONValue]
    ) async throws(VerifierFault) {
        var request = AdapterRequest(op: op)
        request.strangers = members
        try await program.ask(request, within: limit) { _ throws(ProtocolViolation) in }
    }

    private static func ask<Value: Sendable>(
        _ program: StdioVerifier,
        _ op: String,
        _ members: [String: JSONValue],
        reading read: @escaping @Sendable ([UInt8]) -> Value?
    ) async throws(VerifierFault) -> Value {
        var request = AdapterRequest(op: op)
        request.strangers = members
        return try await program.ask(request, within: limit) { reply throws(ProtocolViolation) in
            guard let value = reply.payload.flatMap({ read($0.bytes) }) else {
                throw ProtocolViolation("the key server answers \(op) without what was asked")
            }
            return value
        }
    }
}

extension Decodable {
    /// Reads JSON text.
    init(json: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(json)) }
}
