import FoundationEssentials
import JWTConformance
import ReferenceJOSE
import Testing

@testable import VectorForge

/// The requirements and the vectors that are about them.
@Suite struct CoverageTests {
    private let corpus: Corpus
    private let coverage: Coverage

    init() throws {
        corpus = try SourceCorpus.corpus.get()
        coverage = Coverage(corpus)
    }

    @Test func `every reference is a requirement`() {
        #expect(coverage.unknown == [:])
        #expect(corpus.vectors.filter(\.refs.isEmpty).map(\.id) == [])
    }

    /// Fails where a requirement loses its last vector of a kind, and where a hole that is listed is filled.
    @Test func `the holes match the known ones`() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "known-holes.json")
        let known = try JSONDecoder().decode(KnownHoles.self, from: Data(contentsOf: url)).holes
        let missing = coverage.rows.filter { !$0.missing.isEmpty }.map { ($0.requirement.id, $0.missing) }
        #expect(Dictionary(uniqueKeysWithValues: missing) == known)
    }

    private struct KnownHoles: Decodable {
        let holes: [String: [Requirement.Side]]
    }

    @Test func `what cannot be tested has no vector`() {
        for row in coverage.rows(.notTestable) {
            #expect(row.vectors.isEmpty, "\(row.requirement.id) has vectors, so that it can be tested")
        }
    }

    @Test func `the flaws of controls break requirements`() throws {
        let url = URL(filePath: SourceCorpus.directory).appending(path: "controls.json")
        let ids = Set(corpus.requirements.map(\.id))
        for control in try ControlList(json: Array(Data(contentsOf: url))).controls {
            for reference in control.refs { #expect(ids.contains(reference), "\(control.id): \(reference)") }
        }
    }

    @Test func `every check's requirement is in the catalog, and so is its section`() throws {
        for check in Check.allCases {
            let requirement = try #require(corpus.requirement(check.requirement), "\(check.id)")
            #expect(check.section == "\(requirement.rfc)#\(requirement.section)")
        }
    }

    @Test func `requirements are in the order of documents and sections`() {
        let requirements = corpus.requirements
        for (first, second) in zip(requirements, requirements.dropFirst()) {
            #expect(Place(first) < Place(second), "\(first.id) stands before \(second.id)")
        }
    }

    /// Where a requirement stands; numbers compare as numbers, and appendices come behind sections.
    private struct Place: Comparable {
        let parts: [String]

        init(_ requirement: Requirement) {
            let number = requirement.id.split(separator: "-").last ?? ""
            parts =
                [requirement.rfc] + requirement.section.split(separator: ".").map(String.init) + ["", String(number)]
        }

        static func < (left: Self, right: Self) -> Bool {
            for (first, second) in zip(left.parts, right.parts) where first != second {
                // An RFC's name is of one length until its draft successor, and FIPS comes last.
                if first.hasPrefix("RFC") != second.hasPrefix("RFC") { return first.hasPrefix("RFC") }
                if let one = Int(first), let other = Int(second) { return one < other }
                if first.isEmpty || second.isEmpty { return first.isEmpty }
                if (Int(first) == nil) != (Int(second) == nil) { return Int(first) != nil }
                return first < second
            }
            return left.parts.count < right.parts.count
        }
    }
}
