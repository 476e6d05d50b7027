import Dispatch
import FoundationEssentials
import JWTConformance
import Testing

@testable import VectorForge

/// The corpus of the source tree, as the tests look at it.
enum SourceCorpus {
    /// The folder.
    static let directory = CorpusLocation.sourceDirectory

    /// The whole corpus, loaded once.
    static let corpus = Result { () throws(CorpusError) in try Corpus(directory: directory) }

    /// The proof of all of it, made once.
    static let proof = apart { try ProofReport(corpus.get()) }

    /// What vectors say about attackers, shown once.
    static let attacks = apart { try AttackProof(corpus.get()) }

    /// Which vectors notice which wrong checks, found out once.
    static let mutations = apart { try MutationReport(corpus.get()) }

    /// Does what takes minutes on a thread of its own.
    ///
    /// There are as many threads for tests as processors; while they compute, or wait for a static that does, no other
    /// test's program is listened to.
    static func apart<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) -> Task<Value, any Error> {
        Task {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global(qos: .utility).async { continuation.resume(with: Result { try work() }) }
            }
        }
    }

    /// The vector files, by path.
    static let files: [SourceFile] = paths.filter { path in
        path.contains("/") && !path.hasPrefix("keys/") && !path.hasPrefix("schema/")
            && !path.hasPrefix("sign/") && !path.hasPrefix("keys-over-http/") && !path.hasPrefix("carriers/")
    }.map(SourceFile.init)

    /// The files of sign vectors, by path.
    static let signFiles: [SourceFile] = paths.filter { $0.hasPrefix("sign/") }.map(SourceFile.init)

    /// The key files, by path.
    static let keyFiles: [SourceFile] = paths.filter { $0.hasPrefix("keys/") }.map(SourceFile.init)

    /// The paths of all JSON files.
    static let paths: [String] = ((try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? [])
        .filter { $0.hasSuffix(".json") }.sorted()
}

/// A JSON file of the corpus.
struct SourceFile: CustomTestStringConvertible, Sendable {
    /// Its path in the corpus.
    let path: String

    var testDescription: String { path }

    /// Its octets.
    var octets: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(filePath: SourceCorpus.directory).appending(path: path))) }
    }

    /// Its content as a vector file.
    var vectors: VectorFile {
        get throws { try JSONDecoder().decode(VectorFile.self, from: Data(octets)) }
    }

    /// Every test with the group that it stands in.
    var tests: [(group: VectorFile.Group, test: VectorFile.Test)] {
        get throws { try vectors.groups.flatMap { group in group.tests.map { (group, $0) } } }
    }
}
