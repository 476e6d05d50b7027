import JWTConformance
import Testing

@testable import VectorForge

/// The corpus and its definitions are the same.
@Suite struct ForgeryTests {
    private static let forged = SourceCorpus.apart { try forge() }

    private static func forge() throws -> Forgery {
        let directory = SourceCorpus.directory
        return try Forgery(keys: KeyRecord.all(in: directory), requirements: Requirement.all(in: directory))
    }

    private let forgery: Forgery

    init() async throws {
        forgery = try await Self.forged.value
    }

    @Test func `files match their definitions`() {
        #expect(forgery.differences(from: SourceCorpus.directory) == [], "run: swift run vector-forge")
    }

    @Test func `forging twice gives the same octets`() async throws {
        let again = try await SourceCorpus.apart { try Self.forge() }.value
        #expect(again.files.keys.sorted().filter { again.files[$0] != forgery.files[$0] } == [])
        #expect(again.files.count == forgery.files.count)
    }

    @Test func `every file has a definition`() {
        let authored = SourceCorpus.paths.filter { path in
            ["attack-classes.json", "controls.json", "errata-wycheproof.json", "requirements.json", "retired.json"]
                .contains(path) || ["rfc/", "keys/", "keys-over-http/", "schema/"].contains { path.hasPrefix($0) }
        }
        let orphans = Set(SourceCorpus.paths).subtracting(authored).subtracting(forgery.files.keys)
        #expect(
            orphans == [],
            "only the RFCs' examples, keys, scenarios, schemas, controls, errata and the two lists are authored"
        )
    }

    @Test func `another content is a difference`() throws {
        let elsewhere = SourceCorpus.directory + "/schema"
        #expect(forgery.differences(from: elsewhere) == forgery.files.keys.sorted())
    }
}
