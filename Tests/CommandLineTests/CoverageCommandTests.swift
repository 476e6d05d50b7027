import FoundationEssentials
import JWTConformance
import Testing

@Suite struct CoverageCommandTests {
    private static let catalog = """
        {"schema":"jwt-assay/requirements/1","title":"Rows","requirements":[
         {"id":"RFC7515#5.2-5","rfc":"RFC7515","section":"5.2","level":"must","testable":["accept","reject"],
          "text":"A signature holds."}]}
        """

    @Test func `a reference to an unknown requirement fails`() async throws {
        let corpus = try SmallCorpus()
        try corpus.write("requirements.json", Self.catalog)
        let ended = try await CommandLine.assay(["coverage", "--vectors", corpus.path])
        #expect(ended.code == 1)
        #expect(ended.output.contains("references to unknown requirements"))
        #expect(ended.output.contains("RFC7515#A.1  hmac/hs256/valid"))
    }

    @Test func `a catalog that contradicts itself cannot be used`() async throws {
        let corpus = try SmallCorpus()
        try corpus.write("requirements.json", Self.catalog.replacing("\"5.2\"", with: "\"5.3\""))
        let ended = try await CommandLine.assay(["coverage", "--vectors", corpus.path])
        #expect(ended.code == 64)
        #expect(ended.talk.contains("requirements.json: RFC7515#5.2-5"))
    }

    @Test func `the coverage is available as JSON`() async throws {
        let ended = try await CommandLine.assay(["coverage", "--format", "json"])
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(ended.output.utf8))
        let corpus = try Corpus(directory: CorpusLocation.sourceDirectory)
        #expect(document["requirements"]?.arrayValue?.count == corpus.requirements.count)
        #expect(document["unknown"] == .object([:]))
    }

    @Test func `the classes of attacks are shown`() async throws {
        let ended = try await CommandLine.assay(["coverage", "--attacks"])
        #expect(ended.code == 0, "\(ended.talk)")
        #expect(ended.output.contains("none/plain"))
        #expect(ended.output.contains("misuse/timing"))
        let json = try await CommandLine.assay(["coverage", "--attacks", "--format", "json"])
        let document = try JSONDecoder().decode(JSONValue.self, from: Data(json.output.utf8))
        #expect(
            document["classes"]?.arrayValue?.count == (try AttackClass.all(in: CorpusLocation.sourceDirectory)).count
        )
    }

    @Test func `a class without vectors fails`() async throws {
        let corpus = try SmallCorpus()
        try corpus.write(
            "attack-classes.json",
            #"{"schema":"jwt-assay/attack-classes/1","title":"a","classes":[{"id":"a/b","title":"c","sources":["RFC8725#3.2"],"vectors":["no/such"]}]}"#
        )
        let ended = try await CommandLine.assay(["coverage", "--attacks", "--vectors", corpus.path])
        #expect(ended.code == 1)
        #expect(ended.output.contains("a/b  no/such"))
    }

    @Test func `explain shows the requirement`() async throws {
        let ended = try await CommandLine.assay(["explain", "header/crit/unknown"])
        let corpus = try Corpus(directory: CorpusLocation.sourceDirectory)
        let requirement = try #require(corpus.requirement("RFC7515#4.1.11-1"))
        for words in ["RFC 7515, section 4.1.11 (must)", requirement.text, "rfc7515#section-4.1.11"] {
            #expect(ended.output.contains(words), "\(words) in\n\(ended.output)")
        }
    }
}
