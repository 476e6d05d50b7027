import Foundation
import Testing

/// The source of the reference, as someone reads it who audits it.
struct StrictSourceTests {
    private static func sources(of module: String) throws -> [(path: String, text: String)] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/\(module)")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try paths.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }

    @Test(arguments: ["disabled", "without:", "mutation", "lenient", "leniency", "ReferenceFaults"])
    func `no line of it knows of a check that is missing`(_ word: String) throws {
        let sources = try Self.sources(of: "ReferenceJOSE")
        #expect(sources.count > 30)
        for (path, text) in sources {
            for line in text.split(separator: "\n") where line.localizedCaseInsensitiveContains(word) {
                Issue.record("\(path): \(line)")
            }
        }
    }

    /// Without a public import, no public declaration can name a type of another module.
    @Test func `its public API has no type of a module that isn't a product`() throws {
        for (path, text) in try Self.sources(of: "ReferenceJOSE") {
            #expect(
                !text.contains("public import StrictJSON") && !text.contains("public import CryptoPrimitives"),
                "\(path)"
            )
        }
    }

    @Test func `only the proof imports the faults`() throws {
        for module in [
            "ReferenceJOSE", "StrictJSON", "CryptoPrimitives", "JWTConformance", "JWTAdapters", "JWTReports",
        ] {
            for (path, text) in try Self.sources(of: module) {
                #expect(!text.contains("import ReferenceFaults"), "\(module)/\(path)")
            }
        }
    }
}
