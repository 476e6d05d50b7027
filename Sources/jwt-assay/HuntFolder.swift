import CommandLineKit
import FoundationEssentials
import Hunt
import JWTConformance
import ReportKit
import Synchronization
import VectorForge

/// Where a hunt keeps its state between its parts: `hunt.json`, the finds as vectors in `finds/hunted.json`, so that the
/// folder can be named as a corpus, and how to make them again in `recipes.json`.
final class HuntFolder: Sendable {
    /// What an earlier part left.
    let document: HuntDocument?
    private let path: String
    private let file: OutputFile
    private let failure = Mutex<Failure?>(nil)

    /// Opens a folder, and creates it if it isn't there.
    ///
    /// - Throws: ``Failure`` if it can't be written, or holds something else.
    init(_ path: String) throws {
        self.path = path
        do {
            try FileManager.default.createDirectory(atPath: "\(path)/finds", withIntermediateDirectories: true)
        } catch {
            throw Failure(.usage, "\(path.bounded(to: 256)) can't be made a folder: \(error.inWords)")
        }
        let state = "\(path)/hunt.json"
        if FileManager.default.fileExists(atPath: state) {
            let content = try fileContent(at: state)
            do {
                document = try JSONDecoder().decode(HuntDocument.self, from: Data(content))
            } catch {
                throw Failure(.usage, "\(state) can't be read as a hunt: \(error.inWords); name another folder")
            }
        } else {
            document = nil
        }
        file = try OutputFile(path: state)
    }

    /// Saves the state so far.
    func keep(_ document: HuntDocument) {
        do {
            try file.publish(JSONText.of(document, isPretty: true) + "\n")
        } catch let error as Failure {
            failure.withLock { $0 = $0 ?? error }
        } catch {
            failure.withLock { $0 = $0 ?? Failure(.suiteDefect, "\(path)/hunt.json can't be written: \(error)") }
        }
    }

    /// Saves the state for good, and the finds as vectors.
    ///
    /// - Throws: ``Failure``.
    func finish(_ document: HuntDocument) throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
        try file.finish(JSONText.of(document, isPretty: true) + "\n")
        let recipes = HuntedFile(document.ranked.compactMap(\.recipe))
        try OutputFile(path: "\(path)/recipes.json").finish(JSONText.of(recipes, isPretty: true) + "\n")
        let finds = VectorFile(title: "Found by the hunt", groups: document.ranked.map(\.group), flags: [:])
        guard !finds.groups.isEmpty else { return }
        try OutputFile(path: "\(path)/finds/hunted.json").finish(JSONText.of(finds, isPretty: true) + "\n")
    }
}
